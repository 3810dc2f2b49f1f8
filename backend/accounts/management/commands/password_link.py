"""For somebody who has forgotten their password."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.links import link_address
from accounts.models import User


class Command(BaseCommand):
    """The old password holds until the link is used."""

    help = "Print a one-time link by which an account's owner sets a new password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The user name.")

    def handle(self, *args: Any, name: str, **options: Any) -> None:
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active account {name}.")
        self.stdout.write(f"For setting the password, once and within a day: {link_address(user)}")
