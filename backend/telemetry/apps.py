"""Logging, metrics, errors, request ids and health: imports none of the other apps."""

from django.apps import AppConfig


class TelemetryConfig(AppConfig):
    name = "telemetry"

    def ready(self) -> None:
        """Errors of whatever this process is about to do are reported, if SENTRY_DSN says where."""
        from telemetry import sentry

        sentry.start()
