#!/bin/sh
# PostgreSQL as its image starts it, and beside it, once, what makes the desk's roles. With REFUSE_KNOWN_PASSWORDS=true
# (docker-compose.prod.yml) not with passwords that everybody knows.
set -eu
here=$(dirname "$0")
[ "${REFUSE_KNOWN_PASSWORDS:-false}" = false ] || sh "$here/known-passwords.sh"
# Not as a child of PostgreSQL, who would take its end for the crash of one of its own: the container's init has it.
(sh "$here/roles.sh" &)
# Here, so that it holds for a command of one's own too, such as `postgres -c shared_buffers=1GB`.
exec docker-entrypoint.sh "$@" -c hba_file=/desk/pg_hba.conf
