#!/bin/sh
# PostgreSQL as its image starts it, and beside it, once, what makes the desk's roles.
set -eu
sh "$(dirname "$0")/roles.sh" &
exec docker-entrypoint.sh "$@"
