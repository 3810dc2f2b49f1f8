"""The engines that can be measured, by name."""

from collections.abc import Callable

from evals.answers import Answer, Engine


def _keywords() -> Engine:
    from keywords import VERSION, classify

    def answer(description: str, title: str) -> Answer:
        result = classify(description, title)
        return Answer(result.category, result.priority, result.source, engine=VERSION)

    return answer


def _model() -> Engine:
    from evals.model_engine import configured_model

    return configured_model()


def _fake() -> Engine:
    from evals.model_engine import fake_model

    return fake_model()


# Made only when asked for, so that measuring one engine needs neither key nor library of another.
ENGINES: dict[str, Callable[[], Engine]] = {"keywords": _keywords, "model": _model, "fake": _fake}
