"""Triage: which category and which priority to suggest, and what people then chose."""

from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "triage"
