#!/bin/sh
# PostgreSQL as its image starts it, and beside it, once, what makes the desk's roles.
set -eu
# Not as a child of PostgreSQL, who would take its end for the crash of one of its own: the container's init has it.
(sh "$(dirname "$0")/roles.sh" &)
exec docker-entrypoint.sh "$@"
