#!/usr/bin/env bash
# Adds the same migration for both providers: tools/migration.sh membership Initial
# (the first PostgreSQL migration must begin its Up with migrationBuilder.CreateEventPosition();)
set -euo pipefail
cd "$(dirname "$0")/.."
service=$1; name=$2; pascal="${service^}"
dotnet tool restore >/dev/null
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
export Dinamis__Origin=http://localhost Dinamis__Data=$data Smtp__Host=localhost Smtp__From=dinamis@localhost
for provider in Sqlite Postgres; do
  [ $provider = Postgres ] && export "ConnectionStrings__$service=Host=localhost"
  dotnet ef migrations add "$name" --project "services/$service" --context "$provider${pascal}Db" -o "Migrations/$provider" --no-build
done
