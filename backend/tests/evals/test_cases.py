from collections import Counter
from pathlib import Path

import pytest

from evals import cases
from evals.cases import read_cases, read_pairs

GOLDEN = Path(cases.__file__).with_name("golden.jsonl")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_golden_cases_cover_every_label() -> None:
    golden = read_cases(GOLDEN)
    assert len({case.id for case in golden}) == len(golden) >= 100
    assert all(count >= 20 for count in Counter(case.category for case in golden).values())
    assert all(count >= 10 for count in Counter(case.priority for case in golden).values())


def test_a_case_needs_only_text_and_category(tmp_path: Path) -> None:
    file = written(tmp_path / "cases.jsonl", '\n{"text": "Hi", "category": "general", "priority": null}\n')
    (case,) = read_cases(file)
    assert (case.id, case.title, case.priority) == ("line 2", "", None)


@pytest.mark.parametrize(
    "line",
    [
        '{"category": "general"}',
        '{"text": "Hi"}',
        '{"text": "Hi", "category": "sales"}',
        '{"text": "Hi", "category": "general", "priority": "asap"}',
        '["Hi"]',
        "not json",
    ],
)
def test_a_line_that_is_no_case_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        read_cases(written(tmp_path / "cases.jsonl", line))


def test_a_pair_without_a_target_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="line 1"):
        read_pairs(written(tmp_path / "pairs.jsonl", '{"id": "p", "clean": "a", "injected": "b"}'))
