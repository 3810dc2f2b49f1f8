"""The admin site: throttled, with nothing that a strict content security policy would stop."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.models.token import Scope
from accounts.tokens import token_create
from api.rates import Rate
from tests.conftest import PASSWORD, ApiClient
from tests.problems import problem

pytestmark = pytest.mark.django_db

PAGES = [
    "/api/admin/",
    "/api/admin/password_change/",
    *(f"/api/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in admin.site._registry),
]


def test_the_pages_hold_no_inline_script_and_no_inline_style(admin_api: ApiClient, administrator: User) -> None:
    for path in (*PAGES, "/api/admin/accounts/user/add/", f"/api/admin/accounts/user/{administrator.pk}/change/"):
        html = admin_api.get(path).content.decode()
        assert not re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", html), path
        for attributes, content in re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL):
            assert not content.strip() or 'type="application/json"' in attributes, path


def test_an_administrator_signs_in_by_the_form_and_others_do_not(agent: User, administrator: User) -> None:
    client = Client()
    form = {"username": "grace", "password": PASSWORD, "next": "/api/admin/"}
    assert client.post("/api/admin/login/", form)["Location"] == "/api/admin/"
    assert client.get("/api/admin/").status_code == 200
    other = Client()
    other.post("/api/admin/login/", {**form, "username": "ada"})
    assert other.get("/api/admin/").status_code == 302


def test_guessing_at_the_form_locks_out_too(administrator: User) -> None:
    client = Client()
    for _ in range(5):
        response = client.post("/api/admin/login/", {"username": "grace", "password": "wrong"})
    problem(response, 429, "throttled")
    right = client.post("/api/admin/login/", {"username": "grace", "password": PASSWORD})
    assert int(problem_wait(right)) > 800


def problem_wait(response: Any) -> str:
    problem(response, 429, "throttled")
    return str(response["Retry-After"])


def test_the_site_is_throttled_before_anybody_signs_in(settings: Any) -> None:
    settings.THROTTLE_RATES = {**settings.THROTTLE_RATES, "admin": Rate(2, 3600)}
    client = Client(REMOTE_ADDR="192.0.2.7")
    assert [client.get("/api/admin/").status_code for _ in range(3)] == [302, 302, 429]
    assert Client(REMOTE_ADDR="192.0.2.8").get("/api/admin/").status_code == 302


def test_the_role_is_given_by_the_group(admin_api: ApiClient, agent: User) -> None:
    page = admin_api.get(f"/api/admin/accounts/user/{agent.pk}/change/").content.decode()
    assert {"Read-only", "Agents", "Administrators"} <= set(re.findall(r"<option[^>]*>([^<]+)</option>", page))
    assert 'name="is_superuser"' not in page
    assert 'name="user_permissions"' not in page


def test_a_token_is_revoked_and_its_secret_not_shown(admin_api: ApiClient, agent: User) -> None:
    token, text = token_create(user=agent, name="script", scope=Scope.READ, days=1)
    page = admin_api.get(reverse("admin:accounts_apitoken_changelist")).content.decode()
    assert token.prefix in page
    assert text not in page
    form = {"action": "revoke", "_selected_action": [token.pk]}
    Client.post(admin_api, reverse("admin:accounts_apitoken_changelist"), form)
    token.refresh_from_db()
    assert token.revoked_at is not None
