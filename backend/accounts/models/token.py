"""Personal API tokens."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import Exact

from api.roles import Role

NAME_MAX = 100
PREFIX_LENGTH = 13  # "desk_" and 8 characters


class Scope(models.TextChoices):
    """What a token may do at most; never more than its owner may."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"


CEILINGS = {Scope.READ: Role.READ_ONLY, Scope.WRITE: Role.AGENT, Scope.ADMIN: Role.ADMINISTRATOR}


class ApiToken(models.Model):
    """Lets a program act for an account. The token itself is nowhere stored: only its SHA-256."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens", db_index=False)
    name = models.CharField(max_length=NAME_MAX)
    prefix = models.CharField(max_length=PREFIX_LENGTH)  # the token's beginning, by which people tell it from others
    digest = models.BinaryField(max_length=32, unique=True)
    scope = models.CharField(max_length=10, choices=Scope)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)  # to the minute
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="accounts_token_scope_valid", condition=Q(scope__in=Scope.values)),
            models.CheckConstraint(name="accounts_token_name_not_blank", condition=Q(name__regex=r"\S")),
            models.CheckConstraint(name="accounts_token_digest_sha256", condition=Exact(Length("digest"), 32)),
            models.CheckConstraint(name="accounts_token_expires_later", condition=Q(expires_at__gt=F("created_at"))),
        ]
        indexes = [
            # GET /api/tokens/: an account's tokens, newest first.
            models.Index(fields=["user", "-created_at", "-id"], name="accounts_token_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def ceiling(self) -> Role:
        """The highest role in which a request with this token is made (api.roles.role_of)."""
        return CEILINGS[Scope(self.scope)]
