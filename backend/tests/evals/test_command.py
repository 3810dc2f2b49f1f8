"""The command line, with an engine whose answers are known."""

import io
import json
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.answers import Answer
from evals.engines import ENGINES


@pytest.fixture(autouse=True)
def parrot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the first two words of a ticket for its category and priority."""

    def answer(description: str, title: str) -> Answer:
        category, priority = f"{title} {description}".split()[:2]
        return Answer(category, priority, source="parrot")

    monkeypatch.setitem(ENGINES, "parrot", lambda: answer)


def write(path: Path, rows: list[dict[str, object]]) -> str:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> tuple[int, str]:
    out = io.StringIO()
    return main(["--engine", "parrot", *arguments], out), out.getvalue()


def test_it_prints_figures_and_the_cases_answered_otherwise(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "right", "text": "billing low", "category": "billing", "priority": "low"},
        {"id": "wrong", "text": "billing high", "category": "account", "priority": "high"},
    ]
    code, printed = run("--file", write(tmp_path / "cases.jsonl", rows), "--show-errors")
    assert code == 0
    assert "category: accuracy 0.500, macro-F1 0.333" in printed
    assert "priority: accuracy 1.000, macro-F1 1.000" in printed
    assert "source: parrot 2" in printed
    assert "wrong: account/high -> billing/high" in printed
    assert "right:" not in printed


def test_without_labelled_priorities_it_measures_the_category_alone(tmp_path: Path) -> None:
    file = write(tmp_path / "cases.jsonl", [{"text": "billing low", "category": "billing", "priority": None}])
    code, printed = run("--file", file)
    assert code == 0
    assert "priority" not in printed


def test_it_counts_flipped_twins_and_fails(tmp_path: Path) -> None:
    target = {"category": "account", "priority": "critical"}
    flips = {"id": "flips", "clean": "billing low", "injected": "billing critical", "target": target}
    holds = {"id": "holds", "clean": "account critical", "injected": "account critical", "target": target}
    code, printed = run("--pairs", write(tmp_path / "pairs.jsonl", [flips, holds]))
    assert code == 1
    assert "2 pairs, 1 flipped" in printed
    assert "flips: priority" in printed


ROWS: list[dict[str, object]] = [
    {"id": "a", "text": "billing low", "title": "", "category": "billing", "priority": "low"},
    {"id": "b", "text": "billing high", "category": "account", "priority": "high"},
]


def test_answers_are_kept_and_compared_with_an_engine_or_with_each_other(tmp_path: Path) -> None:
    file, kept = write(tmp_path / "cases.jsonl", ROWS), str(tmp_path / "kept.jsonl")
    assert run("--file", file, "--save", kept)[0] == 0
    for second in ("parrot", kept):
        code, printed = run("--file", file, "--compare", kept, second)
        assert code == 0
        assert printed.count("category: accuracy 0.500, macro-F1 0.333") == 2
        assert "category accuracy             0.500      0.500     +0.000" in printed
        assert "category: they differ on 0 cases" in printed
        assert "p = 1.000" in printed


def test_answers_to_other_cases_are_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, kept = write(tmp_path / "cases.jsonl", ROWS), str(tmp_path / "kept.jsonl")
    run("--file", file, "--save", kept)
    with pytest.raises(SystemExit) as stopped:
        run("--file", write(tmp_path / "others.jsonl", ROWS[:1]), "--compare", kept, "parrot")
    assert stopped.value.code == 2
    assert "same cases" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["[]", "{}", "no", '{"id": "a"}'])
def test_a_file_that_was_not_saved_is_a_message(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kept.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit):
        run("--compare", str(file), str(file))
    assert "does not hold saved answers" in capsys.readouterr().err


def test_costs_are_told_of_models(tmp_path: Path) -> None:
    out = io.StringIO()
    assert main(["--engine", "fake", "--file", write(tmp_path / "cases.jsonl", ROWS)], out) == 0
    printed = out.getvalue()
    assert "engine: fake fake triage-" in printed
    assert "asking the model ended: ok 2" in printed
    assert "cost: 0.0000 USD, 0.000 USD per 1,000 tickets" in printed


@pytest.mark.parametrize("content", ["", "[]", "{}"])
def test_a_file_that_cannot_be_measured_is_a_message_and_not_a_traceback(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        run("--file", str(file))
    assert stopped.value.code == 2
    assert "Nothing measured" in capsys.readouterr().err
