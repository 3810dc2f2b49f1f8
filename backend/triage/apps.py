"""Triage: which category and which priority to suggest, and what people then chose."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from llm.errors import ConfigError


class TriageConfig(AppConfig):
    name = "triage"

    def ready(self) -> None:
        """A model that cannot be built stops the start, instead of failing every request for a suggestion."""
        from triage.runtime import check

        try:
            check()
        except ConfigError as error:
            raise ImproperlyConfigured(str(error)) from error
