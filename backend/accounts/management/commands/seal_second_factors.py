"""After SECRET_KEY was replaced: at once, instead of within the hour."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.second_factor import second_factors_cover


class Command(BaseCommand):
    """Once it has succeeded, the earlier key may leave SECRET_KEY_FALLBACKS as far as second factors go."""

    help = "Seal the secrets of all second factors with today's SECRET_KEY."

    def handle(self, *args: Any, **options: Any) -> None:
        done = second_factors_cover()
        self.stdout.write(f"{done['secrets_sealed']} sealed anew.")
        if lost := done["secrets_lost"]:
            raise CommandError(
                f"{lost} cannot be opened: put the key that sealed them into SECRET_KEY_FALLBACKS, or let their owners "
                "set up another (manage.py remove_second_factor NAME)."
            )
