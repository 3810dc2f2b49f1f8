"""The commands of docs/operations.md that `make test-production` runs are still there."""

import pytest

from devtools.backup_checks import BRINGING_IN, RESTORING, RESTORING_ELSEWHERE, TAKING_OUT, WITH_KEY, documented
from devtools.console import Problem


@pytest.mark.parametrize("words", [RESTORING, TAKING_OUT, BRINGING_IN, RESTORING_ELSEWHERE, WITH_KEY])
def test_each_is_found_and_names_no_backup_but_the_one_it_is_run_for(words: str) -> None:
    commands = documented(words, name="desk-20260401T023000Z")
    assert any("backup" in command for command in commands)
    assert not any("20260131" in command or command.startswith("make") for command in commands)


def test_one_that_is_gone_is_named() -> None:
    with pytest.raises(Problem, match="0 blocks of commands with `rm -rf`"):
        documented("rm -rf")
