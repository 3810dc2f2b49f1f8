#!/bin/sh
# In the container of PostgreSQL: the desk's roles, with the passwords of the environment, as soon as the server answers.
# At each start, so that a password changed in .env counts, and so that a database of an earlier release is taken over.
set -eu
for name in OWNER APPLICATION BACKUP; do
  eval "file=\${POSTGRES_${name}_PASSWORD_FILE:-}"
  [ -z "$file" ] || eval "POSTGRES_${name}_PASSWORD=\$(cat \"\$file\")"
done

# By TCP: while the image prepares its data it runs a server on the socket alone.
until pg_isready --quiet --host=127.0.0.1 --username=desk_app; do sleep 0.2; done
until psql --quiet --no-psqlrc --host=/var/run/postgresql --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" \
  -v owner=desk_owner -v owner_password="${POSTGRES_OWNER_PASSWORD:?}" \
  -v application=desk_app -v application_password="${POSTGRES_APPLICATION_PASSWORD:?}" \
  -v backup=desk_backup -v backup_password="${POSTGRES_BACKUP_PASSWORD:-}" \
  --file="$(dirname "$0")/roles.sql"
do
  echo "The desk's roles could not be made; trying again in 2 s." >&2
  sleep 2
done
touch /tmp/roles-are-made
