"""The desk's own user model from the first migration on: changing it later is painful."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An agent; `is_staff` makes an administrator."""
