#!/usr/bin/env bash
# Prints, and asserts nothing: our search and import through the gateway, beside SQL written by hand and pgSTAC.
# BENCH_POSTGRES: connection string of a PostgreSQL with PostGIS, without a database: one is made and dropped.
# BENCH_PGSTAC (may be missing): connection string, as a superuser, of a database where pgSTAC is installed: the same scenes are copied into it.
# BENCH_SIZES: 10000,100000 without it; 1000000 takes a quarter of an hour to load: on PostgreSQL what is beyond 100000 is copied by SQL (BENCH_IMPORTED says another limit).
# BENCH_STORE: postgres without it, or sqlite: where our catalogue is; the SQL written by hand is in PostgreSQL always.
# BENCH_LOADED: name of a database that has the scenes already, in the tables of our catalogue and of the SQL by hand (and in BENCH_PGSTAC): it is
# kept, and the import is not measured.
# The ports of a normal start (DINAMIS_PORT …) must be free, and the tree built: dotnet build -c Release
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BENCH_POSTGRES:?give the connection string of a PostgreSQL}"
data=$(mktemp -d -t dinamis-search-XXXXXX)
log="$data/console"
tool=artifacts/bin/Search/release/SearchBenchmark.dll
database=${BENCH_LOADED:-bench_$$}
parameter() { tr ';' '\n' <<<"$BENCH_POSTGRES" | sed -n "s/^ *$1 *= *//Ip" | head -1; }
sql() { PGPASSWORD="$(parameter Password)" psql -q -h "$(parameter Host)" -p "$(parameter Port)" -U "$(parameter Username)" -d postgres -c "$1"; }
[ "${BENCH_LOADED:-}" ] || sql "CREATE DATABASE $database"
store=${BENCH_STORE:-postgres}
[ "$store" = postgres ] && export ConnectionStrings__catalogue="$BENCH_POSTGRES;Database=$database"
# The runtime's own defaults, which a local start changes for the sake of ten processes on one machine.
export DOTNET_TieredPGO=1 DOTNET_TC_CallCountingDelayMs=64 DOTNET_TC_CallCountThreshold=1E
DINAMIS_DATA="$data" DINAMIS_DASHBOARD_PORT=0 Demo__Enabled=false dotnet artifacts/bin/AppHost/release/AppHost.dll >"$log" 2>&1 &
host=$!
trap 'kill "$host" 2>/dev/null && wait "$host"; [ "${BENCH_LOADED:-}" ] || sql "DROP DATABASE $database WITH (FORCE)"; rm -rf "$data"' EXIT
: >>"$log"
until grep -q 'est prêt' "$log"; do
  kill -0 "$host" 2>/dev/null || { cat "$log"; exit 1; }
  sleep 0.2
done
dotnet "$tool" "http://localhost:${DINAMIS_PORT:-8080}" "$(cat "$data/keys/operator/secret")" "$BENCH_POSTGRES;Database=$database" "${BENCH_SIZES:-10000,100000}" "$store" ${BENCH_PGSTAC:+"$BENCH_PGSTAC"}
