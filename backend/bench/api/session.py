"""The session of somebody who is signed in, without a password."""

import subprocess
import sys
from pathlib import Path

from bench.api.surroundings import desk_settings
from devtools.console import Problem
from devtools.paths import BACKEND

_SIGN_IN = """
from django.conf import settings
from django.test import Client
from accounts.models import User
client = Client()
client.force_login(User.objects.get(pk={account}), "accounts.backends.DeskBackend")
print(f"{{settings.SESSION_COOKIE_NAME}}={{client.session.session_key}}")
"""


def session_cookie(url: str, folder: Path, account: int) -> str:
    """What a browser of this account sends as `Cookie`. Raises Problem if it cannot be signed in."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", _SIGN_IN.format(account=account)]
    environment = desk_settings(url, folder) | {"LOG_LEVEL": "ERROR"}
    done = subprocess.run(command, cwd=BACKEND, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise Problem(f"nobody could be signed in:\n{done.stderr[-2000:]}")
    return done.stdout.strip()
