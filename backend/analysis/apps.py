"""Analysis runs: many tickets at once, in the background, with an executive summary."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "analysis"
