"""How often each client has asked, for api.throttling."""

from django.db import models


class ThrottleCount(models.Model):
    """The requests of one client in one scope, in this window of time and in the one before.

    The table is UNLOGGED: counting writes nothing to the journal, and a crash of the server starts it anew.
    """

    key = models.CharField(max_length=100, primary_key=True)  # "submit:ip:192.0.2.1"
    window = models.BigIntegerField()  # seconds since 1970 divided by the rate's period
    hits = models.IntegerField()
    previous = models.IntegerField()
    expires_at = models.DateTimeField()  # from when on the row means nothing

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="api_throttle_not_negative", condition=models.Q(hits__gte=0) & models.Q(previous__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.key
