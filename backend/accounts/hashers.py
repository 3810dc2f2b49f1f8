"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class DeskArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane, as OWASP's Password Storage Cheat Sheet advises.

    Django's own 100 MiB and eight lanes for each would let a few sign-ins at once exhaust a small container.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
