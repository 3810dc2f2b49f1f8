#!/bin/sh
# Names each password of the database's roles that everybody knows, or that is not there, and fails if there is one.
# From the environment: POSTGRES_PASSWORD and so on, or POSTGRES_PASSWORD_FILE. The words are those of config/checks.py,
# and the roles' own names.
set -eu
known=0
for name in PASSWORD OWNER_PASSWORD APPLICATION_PASSWORD BACKUP_PASSWORD MONITOR_PASSWORD; do
  eval "password=\${POSTGRES_$name:-} file=\${POSTGRES_${name}_FILE:-}"
  if [ -n "$file" ] && [ ! -r "$file" ]; then
    echo "POSTGRES_${name}_FILE=$file cannot be read." >&2
    known=1
    continue
  fi
  [ -z "$file" ] || password=$(cat "$file")
  case $(printf %s "$password" | tr '[:upper:]' '[:lower:]') in
    '' | development-only | password | secret | postgres | desk | triage | admin | changeme | change-me | file | \
      desk_owner | desk_app | desk_backup | monitor)
      echo "POSTGRES_$name is missing, or one that everybody knows: set another (openssl rand -hex 24)." >&2
      known=1
      ;;
  esac
done
exit $known
