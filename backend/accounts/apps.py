"""Who uses the desk: agents and administrators."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
