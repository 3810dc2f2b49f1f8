"""Backups of the containers: taken out, brought in and restored by the commands of docs/operations.md."""

import json
import re
import tempfile
import time
from pathlib import Path
from typing import Any

from devtools.compose import ComposeStack
from devtools.console import Problem, say
from devtools.paths import ROOT

COUNT = "SELECT count(*) FROM tickets_ticket"

# The name that stands in the commands for that of a backup.
_NAME = "desk-20260131T023000Z"
_BACKUP = ("/usr/bin/python3", "-m", "backup")


# Words by which a block of commands is found.
RESTORING, TAKING_OUT, BRINGING_IN = "restore latest --replace\n", "| tar -x\n", "tar -x -C /backups"
RESTORING_ELSEWHERE, WITH_KEY = f"restore {_NAME} --replace", "< key.txt"


def documented(words: str, *, name: str = _NAME) -> list[str]:
    """The block of commands with these words, of the section on backups. `name` is the backup's in them.

    Without `make doctor`, which looks at the stack of this checkout. Raises Problem unless there is one such block.
    """
    section = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").partition("## Backup and restore\n")[2]
    blocks = re.findall(r"^```sh\n(.*?)^```", section.partition("\n## ")[0], re.DOTALL | re.MULTILINE)
    found = [block for block in blocks if words in block]
    if len(found) != 1:
        raise Problem(f"docs/operations.md has {len(found)} blocks of commands with `{words.strip()}`, instead of one.")
    lines = found[0].replace(_NAME, name).splitlines()
    return [line for line in lines if not line.startswith("make doctor")]


def check_backup(stack: ComposeStack) -> None:
    """The first one was made by itself; what is destroyed after it comes back; Prometheus knows how old it is."""
    say("the backup service: " + stack.execute("backup", *_BACKUP, "check").strip())
    stack.execute("backup", *_BACKUP, "now")
    before = stack.sql(COUNT)
    stack.sql("DROP TABLE tickets_ticket CASCADE")
    with tempfile.TemporaryDirectory() as folder:
        _restore(stack, documented(RESTORING), Path(folder), before)
    until = time.monotonic() + 90
    while not (result := _query(stack, "time() - desk_backup_last_verified_timestamp_seconds")):
        if time.monotonic() > until:
            raise Problem("Prometheus does not know how old the newest backup is.")
        time.sleep(2)
    say(f"Prometheus knows the newest backup's age: {float(result[0]['value'][1]):.0f} s")


def check_new_machine(stack: ComposeStack) -> None:
    """A backup that was taken out of the volume comes back after it was lost there, with the tickets."""
    name, before = _newest(stack), stack.sql(COUNT)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for command in documented(TAKING_OUT, name=name):
            stack.shell(command, folder)
        stack.execute("backup", "sh", "-c", f"rm /backups/{name}.*")
        stack.sql("DROP TABLE tickets_ticket CASCADE")
        for command in documented(BRINGING_IN, name=name):
            stack.shell(command, folder)
        owner = stack.execute("backup", "sh", "-c", f"stat --format %U:%a /backups/{name}.*").split()
        if owner != ["postgres:600"] * 2:
            raise Problem(f"what was brought in should be the service's alone, and is {owner}.")
        _restore(stack, documented(RESTORING_ELSEWHERE, name=name), folder, before)
    say("a backup that was taken out comes back")


def check_encryption(stack: ComposeStack) -> None:
    """What is encrypted for somebody's key comes back with that key, whose file only its owner may read."""
    with tempfile.TemporaryDirectory() as made:
        key = Path(made) / "key.txt"
        key.touch(mode=0o600)  # as age-keygen makes it: of whoever runs this, who is nobody in the container
        key.write_text(stack.execute("backup", "age-keygen"), encoding="utf-8")
        recipient = key.read_text(encoding="utf-8").partition("# public key: ")[2].split()[0]
        time.sleep(1)  # a backup is named after its second, and one was just made
        stack.execute("backup", "env", f"BACKUP_AGE_RECIPIENTS={recipient}", *_BACKUP, "now")
        _restore(stack, documented(WITH_KEY), Path(made), stack.sql(COUNT))
    say("an encrypted backup comes back with its key")


def _restore(stack: ComposeStack, commands: list[str], folder: Path, tickets: str) -> None:
    """The commands in this order, in `folder`; then there must be as many `tickets`. Raises Problem with what fails."""
    said = "".join(stack.shell(command, folder) for command in commands)
    if "restored and compared, the same" not in said:
        raise Problem(f"the restore should say that it has compared, and says: {said}")
    if (found := stack.sql(COUNT)) != tickets:
        raise Problem(f"the number of tickets after the restore should be {tickets}, and is {found}.")


def _newest(stack: ComposeStack) -> str:
    return stack.execute("backup", *_BACKUP, "list").split()[0]


def _query(stack: ComposeStack, promql: str) -> list[dict[str, Any]]:
    url = f"http://127.0.0.1:9090/api/v1/query?query={promql.replace(' ', '%20')}"
    answered: list[dict[str, Any]] = json.loads(stack.execute("prometheus", "wget", "-q", "-O", "-", url))["data"][
        "result"
    ]
    return answered
