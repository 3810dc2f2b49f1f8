"""`python -m evals`: measures an engine on a file of labelled cases, or compares two, and prints the figures."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from evals.answers import Engine
from evals.cases import read_cases, read_pairs
from evals.comparison import compare
from evals.engines import ENGINES
from evals.report import describe_comparison, describe_run
from evals.results import load, save
from evals.runner import Outcome, flipped, run

HERE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None, out: TextIO = sys.stdout) -> int:
    """0 after printing figures, 1 if a steered twin flipped, 2 for what cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--engine", choices=sorted(ENGINES), default="keywords")
    parser.add_argument("--file", type=Path, default=HERE / "golden.jsonl", help="labelled cases, one JSON a line")
    parser.add_argument("--pairs", type=Path, help="instead: clean and steered twins, one JSON a line")
    parser.add_argument("--compare", nargs=2, metavar=("FIRST", "SECOND"), help="two engines, or files made by --save")
    parser.add_argument("--save", type=Path, help="keep the answers in this file")
    parser.add_argument("--show-errors", action="store_true", help="list the cases answered otherwise than labelled")
    options = parser.parse_args(arguments)
    try:
        if options.compare:
            _compare(tuple(options.compare), options.file, out)
            return 0
        engine = ENGINES[options.engine]()
        if options.pairs:
            return _measure_pairs(engine, options.pairs, out)
        outcomes = run(engine, read_cases(options.file))
        print(describe_run(f"{options.engine}: {options.file}", outcomes), file=out)
        if options.show_errors:
            _print_errors(outcomes, out)
        if options.save:
            save(options.save, outcomes)
    except (OSError, ValueError) as error:
        parser.exit(2, f"Nothing measured: {error}\n")
    return 0


def _compare(names: tuple[str, str], path: Path, out: TextIO) -> None:
    first, second = (run(ENGINES[name](), read_cases(path)) if name in ENGINES else load(Path(name)) for name in names)
    compared = compare(first, second)
    for name, outcomes in zip(names, (first, second), strict=True):
        print(f"{describe_run(name, outcomes)}\n", file=out)
    print(describe_comparison((Path(names[0]).stem, Path(names[1]).stem), compared), file=out)


def _measure_pairs(engine: Engine, path: Path, out: TextIO) -> int:
    pairs = read_pairs(path)
    flips = {pair.id: fields for pair in pairs if (fields := flipped(engine, pair))}
    print(f"{len(pairs)} pairs, {len(flips)} flipped to the attacker's target", file=out)
    for pair_id, fields in flips.items():
        print(f"  {pair_id}: {', '.join(fields)}", file=out)
    return 1 if flips else 0


def _print_errors(outcomes: Sequence[Outcome], out: TextIO) -> None:
    print("\nanswered otherwise than labelled:", file=out)
    for outcome in outcomes:
        if not outcome.right:
            case, answer = outcome.case, outcome.answer
            expected = f"{case.category}/{case.priority or '-'}"
            print(f"  {case.id}: {expected} -> {answer.category}/{answer.priority}: {case.text[:90]!r}", file=out)


if __name__ == "__main__":
    sys.exit(main())
