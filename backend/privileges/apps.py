"""The rights of the application's role in the database."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PrivilegesConfig(AppConfig):
    name = "privileges"

    def ready(self) -> None:
        from privileges.granting import after_migrations

        post_migrate.connect(after_migrations, sender=self)
