"""Commands of `manage.py`, one after the other in one process: starting Python takes longer than what they do.

python -m devtools.commanding

Reads lines of JSON, `{"command": ["create_agent", "ada", "--password-stdin"], "reads": "..."}`, and answers each with
one: `{"said": ...}`, or `{"refused": ...}`. Ends with its input.
"""

import io
import json
import sys

import django
from django.core.management import CommandError, call_command


def main() -> None:
    """On the database and with the settings that the environment names."""
    asked, told = sys.stdin, sys.stdout
    sys.stdout = sys.stderr  # for what is logged
    django.setup()
    for line in asked:
        answer = run(**json.loads(line))
        told.write(f"{json.dumps(answer)}\n")
        told.flush()


def run(command: list[str], reads: str = "") -> dict[str, str]:
    """What the command says, or why it refuses."""
    sys.stdin, said = io.StringIO(reads), io.StringIO()
    try:
        call_command(*command, stdout=said)
    except CommandError as error:
        return {"refused": str(error)}
    return {"said": said.getvalue()}


if __name__ == "__main__":
    main()
