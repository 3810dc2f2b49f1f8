"""Who the containers of the desk are in their database."""

from devtools.compose import ComposeStack
from devtools.console import Problem, say

_OF_THE_DESK = "SELECT DISTINCT usename FROM pg_stat_activity WHERE application_name = 'triage-desk'"
# With its right password, which is PostgreSQL's container's own.
_AS_SUPERUSER = 'PGPASSWORD="$POSTGRES_PASSWORD" psql --host=db --username=desk --dbname=desk --command="SELECT 1"'
_REFUSED = (
    "from django.db import connection; connection.cursor().execute('TRUNCATE tickets_ticketevent')",
    "from django.db import connection; connection.cursor().execute('DROP TABLE tickets_ticket CASCADE')",
)


def check_roles(stack: ComposeStack) -> None:
    """What serves and works is a role that reads and writes rows. Raises Problem if it is another, or may do more."""
    stack.execute("backend", "python", "manage.py", "database_roles", "--check")
    if (found := stack.sql(_OF_THE_DESK)) != "desk_app":
        raise Problem(f"the desk should be desk_app in its database, and is {found or 'nobody'}.")
    for statement in _REFUSED:
        try:
            stack.execute("backend", "python", "manage.py", "shell", "--command", statement)
        except Problem as problem:
            if "permission denied" not in str(problem) and "must be owner" not in str(problem):
                raise
        else:
            raise Problem(f"the desk's role was not refused: {statement}")
    try:
        stack.execute("db", "sh", "-c", _AS_SUPERUSER)
    except Problem as problem:
        if "pg_hba.conf rejects connection" not in str(problem):
            raise
    else:
        raise Problem("the superuser of the database was let in by the network.")
    say("the desk reads and writes rows as desk_app, and may not change a table; nobody comes as the superuser")
