"""Which passwords of the database's roles everybody knows, by what Compose would give its container."""

import os
import subprocess
from pathlib import Path
from typing import Any

_SCRIPT = Path(__file__).resolve().parents[1] / "privileges" / "server" / "known-passwords.sh"
_SHOWN = "/run/secrets/"


def known_passwords(settings: dict[str, Any]) -> list[str]:
    """What PostgreSQL's container would say instead of starting; nothing if all is well.

    `settings` is the output of `docker compose config`. Passwords that are files are read on this machine.
    """
    given: dict[str, str] = settings["services"]["db"]["environment"]
    environment = {name: value for name, value in given.items() if name.startswith("POSTGRES_") and value}
    for name, path in environment.items():
        if name.endswith("_FILE") and path.startswith(_SHOWN):
            environment[name] = settings["secrets"][path.removeprefix(_SHOWN)]["file"]
    done = subprocess.run(  # noqa: S603
        ["sh", str(_SCRIPT)],  # noqa: S607
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr.splitlines()
