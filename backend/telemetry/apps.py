"""Logging, request ids and health: imports none of the other apps."""

from django.apps import AppConfig


class TelemetryConfig(AppConfig):
    name = "telemetry"
