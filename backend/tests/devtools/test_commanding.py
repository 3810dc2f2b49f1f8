"""Commands that run in one process say what they would say in one each."""

import sys

import pytest

from devtools.commanding import run
from tests.conftest import PASSWORD

CREATE = ["create_agent", "ada", "--password-stdin"]


@pytest.mark.django_db
def test_what_a_command_reads_says_and_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", sys.stdin)  # put back afterwards
    assert run(CREATE, reads=f"{PASSWORD}\n") == {"said": "ada is there, as agent.\n"}
    assert "Not created." in run(["create_agent", "grace", "--password-stdin"], reads="short\n")["refused"]
    assert list(run(CREATE, reads=f"{PASSWORD}\n")) == ["refused"]
