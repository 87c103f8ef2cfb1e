#!/usr/bin/env bash
# Prints, and asserts nothing: seconds to build this tree and to start it, and the idle memory of our own processes.
# The ports of a normal start must be free. In a clean clone, the first figure is that of a clean clone.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(mktemp -d -t dinamis-start-XXXXXX)
log="$data/console"
begin=$SECONDS
dotnet build AppHost/AppHost.csproj -v:q -clp:NoSummary >/dev/null
echo "built: $((SECONDS - begin)) s"

DINAMIS_DATA="$data" Demo__Enabled=false dotnet artifacts/bin/AppHost/debug/AppHost.dll >"$log" 2>&1 &
host=$!
trap 'kill "$host" 2>/dev/null && wait "$host"; rm -rf "$data"' EXIT
until grep -q 'est prêt' "$log"; do
  kill -0 "$host" 2>/dev/null || { cat "$log"; exit 1; }
  sleep 0.2
done
grep -o 'est prêt.*' "$log"

sleep 10 # Idle: the first seconds compile what the health checks call.
total=0
for pid in "$host" $(pgrep -f "$PWD/artifacts/bin/"); do
  pss=$(awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup")
  total=$((total + pss))
  printf '%5d MB  %s\n' $((pss / 1024)) "$(tr '\0' '\n' <"/proc/$pid/cmdline" | grep -o '[A-Za-z]*\.dll' | head -1)"
done
echo "memory (PSS): $((total / 1024)) MB"
