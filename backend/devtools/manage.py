"""`manage.py` on the database of `make run`, whether that is running now or not.

python -m devtools.manage COMMAND [ARGUMENT ...]
"""

import os
import subprocess
import sys
from contextlib import nullcontext

from devtools.console import Problem, tool
from devtools.environment import desk_environment, embedded_environment
from devtools.paths import BACKEND, DATABASE
from devtools.postgres import EmbeddedServer, running_url


@tool
def main() -> None:
    """Run the command with the server that runs already, or with one started for it. Raises Problem if it fails."""
    arguments = sys.argv[1:]
    given = os.environ.get("DATABASE_URL")
    url = given or running_url(DATABASE)
    with nullcontext(url) if url else EmbeddedServer(DATABASE) as database_url:
        environment = desk_environment(database_url) if given else embedded_environment(database_url)
        for command in (["migrate_locked", "--verbosity", "0"], arguments):
            manage = [sys.executable, "manage.py", *command]
            if subprocess.run(manage, cwd=BACKEND, env=environment, check=False).returncode != 0:  # noqa: S603
                raise Problem(f"`manage.py {' '.join(command)}` failed: the lines above say why.")


if __name__ == "__main__":
    sys.exit(main())
