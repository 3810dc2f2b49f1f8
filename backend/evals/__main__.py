"""`python -m evals`: measures an engine on a file of labelled cases and prints the figures."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from evals.cases import CATEGORIES, PRIORITIES, read_cases, read_pairs
from evals.engines import ENGINES, Engine
from evals.metrics import percentile
from evals.report import describe
from evals.runner import Outcome, count_sources, flipped, run, score_category, score_priority

HERE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None, out: TextIO = sys.stdout) -> int:
    """0 after printing figures, 1 if a steered twin flipped, 2 for a file that cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--engine", choices=sorted(ENGINES), default="keywords")
    parser.add_argument("--file", type=Path, default=HERE / "golden.jsonl", help="labelled cases, one JSON a line")
    parser.add_argument("--pairs", type=Path, help="instead: clean and steered twins, one JSON a line")
    parser.add_argument("--show-errors", action="store_true", help="list the cases answered otherwise than labelled")
    options = parser.parse_args(arguments)
    engine = ENGINES[options.engine]()
    try:
        if options.pairs:
            return _measure_pairs(engine, options.pairs, out)
        outcomes = run(engine, read_cases(options.file))
        _print_figures(options.engine, options.file, outcomes, out)
    except (OSError, ValueError) as error:
        parser.exit(2, f"Nothing measured: {error}\n")
    if options.show_errors:
        _print_errors(outcomes, out)
    return 0


def _measure_pairs(engine: Engine, path: Path, out: TextIO) -> int:
    pairs = read_pairs(path)
    flips = {pair.id: fields for pair in pairs if (fields := flipped(engine, pair))}
    print(f"{len(pairs)} pairs, {len(flips)} flipped to the attacker's target", file=out)
    for pair_id, fields in flips.items():
        print(f"  {pair_id}: {', '.join(fields)}", file=out)
    return 1 if flips else 0


def _print_figures(name: str, path: Path, outcomes: Sequence[Outcome], out: TextIO) -> None:
    category, priority = score_category(outcomes), score_priority(outcomes)
    latencies = [outcome.milliseconds for outcome in outcomes]
    sources = ", ".join(f"{source} {count}" for source, count in sorted(count_sources(outcomes).items()))
    print(f"{name} on {len(outcomes)} cases of {path}\n", file=out)
    print(describe("category", category, CATEGORIES), file=out)
    if priority:
        print(f"\n{describe('priority', priority, PRIORITIES)}", file=out)
    p50, p95 = percentile(latencies, 0.5), percentile(latencies, 0.95)
    print(f"\nsource: {sources}", file=out)
    print(f"latency: p50 {p50:.2f} ms, p95 {p95:.2f} ms, most {max(latencies):.2f} ms", file=out)


def _print_errors(outcomes: Sequence[Outcome], out: TextIO) -> None:
    print("\nanswered otherwise than labelled:", file=out)
    for outcome in outcomes:
        if not outcome.right:
            case, answer = outcome.case, outcome.answer
            expected = f"{case.category}/{case.priority or '-'}"
            print(f"  {case.id}: {expected} -> {answer.category}/{answer.priority}: {case.text[:90]!r}", file=out)


if __name__ == "__main__":
    sys.exit(main())
