"""Who an account is elsewhere."""

from django.conf import settings
from django.db import models


class ExternalIdentity(models.Model):
    """The account's name at a provider of OpenID Connect: `subject` never changes there, unlike an e-mail address."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_identity_once"),
            models.CheckConstraint(
                name="accounts_identity_not_blank", condition=~models.Q(issuer="") & ~models.Q(subject="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"
