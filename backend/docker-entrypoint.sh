#!/bin/sh
# Brings the database up to date before the server or the worker starts; runs any other command as it is.
set -eu

if [ "$DJANGO_SETTINGS_MODULE" = config.settings.development ] && [ -z "${SECRET_KEY:-}${SECRET_KEY_FILE:-}" ]; then
  # One key for all workers. In production a missing key stops the start instead.
  SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(48))')
  export SECRET_KEY
  echo 'SECRET_KEY is not set: using one until the next start (development only).' >&2
fi

if [ "$1" = gunicorn ] || [ "$*" = 'python manage.py worker' ]; then
  python manage.py migrate_locked
  unset MIGRATIONS_DATABASE_URL MIGRATIONS_DATABASE_URL_FILE # what serves and works has no use for the owner's role
fi
exec "$@"
