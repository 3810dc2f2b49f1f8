"""Inference: how the desk asks a model, whichever feature asks."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from llm.errors import ConfigError


class InferenceConfig(AppConfig):
    name = "inference"

    def ready(self) -> None:
        """A model that cannot be built stops the start, instead of failing every request for a suggestion."""
        from inference.runtime import check

        try:
            check()
        except ConfigError as error:
            raise ImproperlyConfigured(str(error)) from error
