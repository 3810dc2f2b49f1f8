#!/bin/sh
# The role with which postgres-exporter looks at the server: it may read statistics (pg_monitor), and no table.
# Runs when the database is made; by hand for an older one: docker compose exec db sh /docker-entrypoint-initdb.d/monitor-role.sh
set -eu
if [ -z "${POSTGRES_MONITOR_PASSWORD:-}" ]; then
  POSTGRES_MONITOR_PASSWORD=$(cat "$POSTGRES_MONITOR_PASSWORD_FILE")
fi
psql --quiet --no-psqlrc -v ON_ERROR_STOP=1 -v password="$POSTGRES_MONITOR_PASSWORD" \
  --host /var/run/postgresql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
SELECT 'CREATE ROLE monitor LOGIN CONNECTION LIMIT 5' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'monitor') \gexec
ALTER ROLE monitor PASSWORD :'password';
GRANT pg_monitor TO monitor;
SQL
