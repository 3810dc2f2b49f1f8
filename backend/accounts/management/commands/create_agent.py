"""Creates an account: the first one, or any."""

import getpass
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.links import link_address
from accounts.second_factor_demand import demands_second_factor
from accounts.services import account_create
from api.roles import Role

_ROLES = {role.label.replace("_", "-"): role for role in Role}


class Command(BaseCommand):
    """Asks for the password, reads it from standard input, or prints a link by which its owner sets it."""

    help = "Create an account. There is none from the start, and no default password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The user name to sign in with.")
        parser.add_argument("--role", choices=_ROLES, default="agent", help="What the account may do (agent).")
        parser.add_argument("--full-name", default="", help="What colleagues read.")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--password-stdin", action="store_true", help="Read the password from standard input.")
        how.add_argument("--link", action="store_true", help="Print a one-time link for setting the password.")

    def handle(self, *args: Any, name: str, role: str, full_name: str, **options: Any) -> None:
        password = None if options["link"] else self._password(from_stdin=options["password_stdin"])
        try:
            user = account_create(username=name, role=_ROLES[role], full_name=full_name, password=password)
        except ValidationError as error:
            raise CommandError("Not created. " + " ".join(error.messages)) from error
        self.stdout.write(f"{user.username} is there, as {role}.")
        if demands_second_factor(_ROLES[role]):
            self.stdout.write("After signing in the desk asks for a second factor to be set up, before anything else.")
        if options["link"]:
            self.stdout.write(f"For setting the password, once and within a day: {link_address(user)}")

    def _password(self, *, from_stdin: bool) -> str:
        if from_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        if not sys.stdin.isatty():
            raise CommandError("There is no terminal to ask for a password on: use --password-stdin or --link.")
        password = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != password:
            raise CommandError("These were two different passwords: nothing was created.")
        return password
