"""manage.py create_agent and password_link, and the groups behind the roles."""

import io
import sys
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.housekeeping import tidy_up
from accounts.models import User
from accounts.roles import GROUPS
from accounts.services import account_set_role
from accounts.tasks import tidy_up_accounts
from api.roles import Role
from tests.conftest import PASSWORD, ApiClient

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def with_input(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_what_is_still_to_do_is_said(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = Role.AGENT
    assert "asks for a second factor" in run("create_agent", "ada", "--link")
    assert "asks for a second factor" not in run("create_agent", "edsger", "--link", "--role=read-only")
    ada = User.objects.get(username="ada")
    ada.set_password(PASSWORD)
    ada.save()
    assert "they must set up another" in run("remove_second_factor", "ada")
    assert "they must set up another" not in run("remove_second_factor", "edsger")


def test_there_is_no_account_and_no_password_from_the_start() -> None:
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("word", "role"),
    [("read-only", Role.READ_ONLY), ("agent", Role.AGENT), ("administrator", Role.ADMINISTRATOR)],
)
def test_an_account_is_made_in_each_role(monkeypatch: pytest.MonkeyPatch, word: str, role: Role) -> None:
    with_input(monkeypatch, f"{PASSWORD}\n")
    assert PASSWORD not in run(
        "create_agent", "ada", "--role", word, "--full-name", "Ada King Lovelace", "--password-stdin"
    )
    user = User.objects.get(username="ada")
    assert user.role is role
    assert user.display_name == "Ada King Lovelace"
    assert user.check_password(PASSWORD)
    assert not user.is_superuser


def test_a_link_lets_the_owner_choose_the_password(api: ApiClient, settings: Any) -> None:
    settings.DESK_URL = "https://desk.example.org"
    told = run("create_agent", "ada", "--link")
    assert not User.objects.get().has_usable_password()
    code = told.strip().rpartition("https://desk.example.org/set-password#")[2]
    body = {"code": code, "new_password": "staple-battery-horse"}
    assert api.post("/api/session/password/link/", body).status_code == 204
    assert User.objects.get().check_password("staple-battery-horse")


def test_the_password_is_asked_for_twice_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter([PASSWORD, PASSWORD, PASSWORD, "another"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    run("create_agent", "ada")
    assert User.objects.get().check_password(PASSWORD)
    with pytest.raises(CommandError, match="two different passwords"):
        run("create_agent", "grace")


def test_without_a_terminal_it_says_what_else_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with_input(monkeypatch, "")
    with pytest.raises(CommandError, match="--password-stdin or --link"):
        run("create_agent", "ada")


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [("ada", "short", "too short"), ("a b", PASSWORD, "valid username"), ("grace", PASSWORD, "already exists")],
)
def test_what_the_rules_refuse_makes_no_account(
    monkeypatch: pytest.MonkeyPatch, administrator: User, name: str, password: str, told: str
) -> None:
    with_input(monkeypatch, password)
    with pytest.raises(CommandError, match=told):
        run("create_agent", name, "--password-stdin")
    assert User.objects.get() == administrator


def test_a_forgotten_password_is_replaced_by_a_link(agent: User) -> None:
    assert "/set-password#" in run("password_link", "ada")
    with pytest.raises(CommandError, match="no active account nobody"):
        run("password_link", "nobody")


def test_the_highest_group_is_the_role_and_a_role_replaces_the_others(agent: User) -> None:
    agent.groups.add(Group.objects.get(name="Administrators"))
    assert User.objects.get().role is Role.ADMINISTRATOR
    account_set_role(user=agent, role=Role.READ_ONLY)
    assert list(agent.groups.values_list("name", flat=True)) == ["Read-only"]
    assert agent.role is Role.READ_ONLY


def test_the_groups_come_back_with_every_migration() -> None:
    Group.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == set(GROUPS)
    assert Group.objects.get(name="Administrators").permissions.filter(codename="add_user").exists()
    assert not Group.objects.get(name="Agents").permissions.exists()


def test_accounts_from_before_there_were_groups_stay_what_they_were() -> None:
    for name, flags in {"a": {"is_staff": True}, "b": {"is_superuser": True}, "c": {}}.items():
        User.objects.create_user(name, **flags)
    import_module("accounts.migrations.0003_groups_of_first_accounts").into_groups(apps, None)
    roles = {user.username: user.role for user in User.objects.all()}
    assert roles == {"a": Role.ADMINISTRATOR, "b": Role.ADMINISTRATOR, "c": Role.AGENT}


def test_old_records_and_ended_sessions_are_deleted_and_others_kept(agent_api: ApiClient, agent: User) -> None:
    api = ApiClient()
    for username in ("old", "new"):
        api.post("/api/session/", {"username": username, "password": "wrong"})
    old = timezone.now() - timedelta(days=91)
    AccessAttempt.objects.filter(username="old").update(attempt_time=old)
    done = tidy_up()
    assert {kind: number for kind, number in done.items() if number} == {"failed_sign_ins": 1}
    AccessLog.objects.update(attempt_time=old)
    Session.objects.update(expire_date=old)
    done = tidy_up_accounts(timestamp=0)
    assert {kind: number for kind, number in done.items() if number} == {"sessions": 1, "sign_ins": 1}
    assert AccessAttempt.objects.get().username == "new"
