"""Desks on which runs are worked off by this process, with a model or without."""

from collections.abc import Callable
from typing import Any

import pytest

from analysis.models import Run
from analysis.selection import Wanted, select
from analysis.starting import run_start
from llm.environment import read_config
from llm.types import Model
from tests.analysis.analyst import Analyst
from tests.jobs.conftest import run_jobs

__all__ = ["run_jobs"]

UseAnalyst = Callable[..., Analyst]


@pytest.fixture
def use_analyst(settings: Any, monkeypatch: pytest.MonkeyPatch) -> UseAnalyst:
    """The desk's configuration names a model, and this double answers for it."""

    def use(model: Analyst | None = None) -> Analyst:
        found = model or Analyst()
        settings.LLM = read_config(lambda name: {"LLM_PROVIDER": "fake"}.get(name, ""))
        replace_model(monkeypatch, found)
        return found

    return use


def replace_model(monkeypatch: pytest.MonkeyPatch, model: Model | None) -> None:
    """For the map phase."""
    monkeypatch.setattr("analysis.mapping.get_model", lambda _: model)


def start(ids: list[int] | None = None) -> Run:
    """A run over these tickets, or over all without an analysis."""
    wanted = Wanted(ids=ids)
    return run_start(wanted=wanted, selection=select(wanted), user=None)
