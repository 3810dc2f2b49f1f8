"""What all processes that ask models know together: breakers, spending, and answers given before."""

from django.db import models


class BreakerState(models.Model):
    """The circuit of one model, as llm.resilience.circuit writes it."""

    key = models.CharField(max_length=300, primary_key=True)  # "provider:model"
    circuit = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.key


class DailySpend(models.Model):
    """What models have cost on a day (UTC)."""

    day = models.DateField(primary_key=True)
    usd = models.DecimalField(max_digits=14, decimal_places=6)

    def __str__(self) -> str:
        return f"{self.usd} USD on {self.day}"


class CachedAnswer(models.Model):
    """A model's answer to a question it may be asked again."""

    key = models.CharField(max_length=100, primary_key=True)
    value = models.TextField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            # Deleting the expired ones.
            models.Index(fields=["expires_at"], name="inference_answer_expiry"),
        ]

    def __str__(self) -> str:
        return self.key
