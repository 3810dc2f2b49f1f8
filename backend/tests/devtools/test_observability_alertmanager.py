"""start.sh: Alertmanager's configuration from the environment, or a message that says what is wrong."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from devtools.observability.measuring import START_SCRIPT

MAIL = {"ALERT_EMAIL_TO": "a@desk.example", "ALERT_EMAIL_FROM": "b@desk.example", "ALERT_SMTP_HOST": "mail:25"}


def _render(folder: Path, given: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], **given}
    command = [START_SCRIPT, "--render", folder / "made.yml"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _receivers(folder: Path, given: dict[str, str]) -> dict[str, dict[str, Any]]:
    done = _render(folder, given)
    assert done.returncode == 0, done.stderr
    return {receiver["name"]: receiver for receiver in yaml.safe_load((folder / "made.yml").read_text())["receivers"]}


def test_without_a_setting_it_starts_and_tells_nobody(tmp_path: Path) -> None:
    assert _receivers(tmp_path, {}) == {"page": {"name": "page"}, "ticket": {"name": "ticket"}}
    assert "nobody is told" in _render(tmp_path, {}).stderr


def test_tickets_go_where_pages_go_unless_they_have_a_place_of_their_own(tmp_path: Path) -> None:
    page = "https://pager.example/?a=1&b=#2"
    one = _receivers(tmp_path, {"ALERT_PAGE_WEBHOOK_URL": page})
    assert one["page"]["webhook_configs"] == one["ticket"]["webhook_configs"] == [{"url": page, "send_resolved": True}]
    two = _receivers(tmp_path, {"ALERT_PAGE_WEBHOOK_URL": page, "ALERT_TICKET_WEBHOOK_URL": "https://chat.example/"})
    assert two["ticket"]["webhook_configs"][0]["url"] == "https://chat.example/"


def test_mail_with_and_without_a_user(tmp_path: Path) -> None:
    assert "auth_username" not in _receivers(tmp_path, MAIL)["page"]["email_configs"][0]
    signed_in = MAIL | {"ALERT_SMTP_USER": "desk", "ALERT_SMTP_PASSWORD": "a: #b"}
    assert _receivers(tmp_path, signed_in)["ticket"]["email_configs"][0]["auth_password"] == "a: #b"


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "url").write_text("https://pager.example/secret\n")
    given = {"ALERT_PAGE_WEBHOOK_URL_FILE": str(tmp_path / "url")}
    assert _receivers(tmp_path, given)["page"]["webhook_configs"][0]["url"] == "https://pager.example/secret"


def test_the_configuration_is_for_its_owner_only(tmp_path: Path) -> None:
    _render(tmp_path, {"ALERT_PAGE_WEBHOOK_URL": "https://pager.example/secret"})
    assert (tmp_path / "made.yml").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"ALERT_PAGE_WEBHOOK_URL": "pager.example"}, "begins with http"),
        ({"ALERT_PAGE_WEBHOOK_URL": "https://x/'}\nglobal: {}"}, "must not contain quotes"),
        ({"ALERT_PAGE_WEBHOOK_URL_FILE": "/nothing/here"}, "cannot be read"),
        ({"ALERT_EMAIL_TO": "a@desk.example"}, "needs ALERT_SMTP_HOST"),
    ],
)
def test_what_cannot_work_is_said(tmp_path: Path, given: dict[str, str], message: str) -> None:
    done = _render(tmp_path, given)
    assert done.returncode == 1
    assert message in done.stderr
    assert not (tmp_path / "made.yml").exists()
