"""What both commands ask for."""

import argparse

from django.core.management.base import CommandError

from tickets.models import Ticket


def positive(text: str) -> int:
    """An argparse type: a whole number above zero."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return number


def refuse_a_desk_in_use(command: str) -> None:
    """Made-up tickets among real ones are hard to tell apart and to get rid of: only on purpose."""
    if Ticket.objects.exists():
        raise CommandError(
            f"There are tickets already, so nothing was added. To add made-up ones to them: manage.py {command} --add"
        )
