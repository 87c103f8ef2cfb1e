#!/usr/bin/env bash
# Prints, and asserts nothing: our search and import through the gateway, beside SQL written by hand and pgSTAC.
# BENCH_POSTGRES: connection string of a PostgreSQL with PostGIS, without a database: one is made and dropped.
# BENCH_PGSTAC (may be missing): connection string of a database with pgSTAC and the scenes of Search/Dataset.cs.
# BENCH_SIZES: 10000,100000 without it; 1000000 takes some ten minutes to load.
# The ports of a normal start (DINAMIS_PORT …) must be free, and the tree built.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${BENCH_POSTGRES:?give the connection string of a PostgreSQL}"
data=$(mktemp -d -t dinamis-search-XXXXXX)
log="$data/console"
tool=artifacts/bin/Search/debug/SearchBenchmark.dll
database="bench_$$"
parameter() { tr ';' '\n' <<<"$BENCH_POSTGRES" | sed -n "s/^ *$1 *= *//Ip" | head -1; }
sql() { PGPASSWORD="$(parameter Password)" psql -q -h "$(parameter Host)" -p "$(parameter Port)" -U "$(parameter Username)" -d postgres -c "$1"; }
sql "CREATE DATABASE $database"
ConnectionStrings__catalogue="$BENCH_POSTGRES;Database=$database" DINAMIS_DATA="$data" DINAMIS_DASHBOARD_PORT=0 Demo__Enabled=false dotnet artifacts/bin/AppHost/debug/AppHost.dll >"$log" 2>&1 &
host=$!
trap 'kill "$host" 2>/dev/null && wait "$host"; sql "DROP DATABASE $database WITH (FORCE)"; rm -rf "$data"' EXIT
: >>"$log"
until grep -q 'est prêt' "$log"; do
  kill -0 "$host" 2>/dev/null || { cat "$log"; exit 1; }
  sleep 0.2
done
dotnet "$tool" "http://localhost:${DINAMIS_PORT:-8080}" "$(cat "$data/keys/operator/secret")" "$BENCH_POSTGRES;Database=$database" "${BENCH_SIZES:-10000,100000}" ${BENCH_PGSTAC:+"$BENCH_PGSTAC"}
