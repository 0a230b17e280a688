"""The verb `prove`: stored answers through the grader, counted by exercise."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from rich.table import Table

from grading.batch import cores
from grading.checking import exercises
from grading.editions import released
from grading.proof import Answer, stored_answers
from grading.prove.answers import Outcome, grade_answers
from grading.prove.tally import Tally, broken, tallies, total
from grading.sandbox import BUBBLEWRAP, require
from grading.verbs import Add, UsageError, progress_bar, tables

COLUMNS = (
    *("exercise", "accepted", "passed", "wrong", "failed"),
    *("right hint", "abstained", "wrong hint", "alike"),
)


def prove(args: argparse.Namespace) -> int:
    """Put every stored right and wrong answer through the grader, and count.

    Exits with 0 when right answers get every point, wrong ones fail and are named as
    their headers say; with 1 when one does not.
    """
    if args.jobs < 1:
        raise UsageError("--jobs must be at least 1.")
    chosen = choose(args.what)
    require(BUBBLEWRAP)
    outcomes = [o for name, a in chosen.items() for o in _graded(name, a, args.jobs)]
    rows, said = tallies(outcomes), broken(outcomes)
    if args.json:
        counts = [row.row() for row in rows]
        print(json.dumps({"exercises": counts, "broken": said}, indent=1))
    else:
        tables().print(as_table([*rows, total(rows)]))
        print("\n".join(said) or "All is as promised.")
    return int(bool(said))


def choose(what: Sequence[str]) -> dict[str, list[Answer]]:
    """Return the stored answers of assignments and exercises; all by default."""
    known = {name: exercises(name) for name in released()}
    for word in what:
        if word not in known and all(word not in each for each in known.values()):
            raise UsageError(f"There is no notebook or exercise {word!r}.")
    return {
        name: answers
        for name in known
        if (
            answers := [
                answer
                for answer in stored_answers(name)
                if not what or {name, answer.exercise} & set(what)
            ]
        )
    }


def as_table(rows: Sequence[Tally]) -> Table:
    """Return counts as a table."""
    table = Table(*COLUMNS)
    for row in rows:
        table.add_row(*map(str, row.row().values()))
    return table


def add_prove(add: Add) -> None:
    """Add the arguments of this verb to a parser."""
    made = add("prove", prove, "prove batchnorm")
    made.add_argument(
        "what",
        nargs="*",
        metavar="NAME",
        help="an assignment or an exercise (default: all of them)",
    )
    made.add_argument("--jobs", type=int, default=cores(), metavar="N")
    made.add_argument("--json", action="store_true", help="print the counts as JSON")


def _graded(name: str, answers: Sequence[Answer], jobs: int) -> list[Outcome]:
    with progress_bar(f"Proving {name}") as bar:
        bar(0, len(answers))
        return grade_answers(name, answers, jobs, bar)
