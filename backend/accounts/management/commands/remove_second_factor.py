"""For somebody who lost both their authenticator app and their recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.second_factor import second_factor_remove
from accounts.second_factor_demand import lacks_second_factor


class Command(BaseCommand):
    """Make sure first that it is really them who ask."""

    help = "Let an account sign in by its password alone again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The user name.")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name}.")
        second_factor_remove(user)
        self.stdout.write(f"{name} signs in by the password alone now.")
        if lacks_second_factor(user):
            self.stdout.write("Their role needs a second factor: they must set up another before anything else.")
