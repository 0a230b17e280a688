"""The verb `new-exercise`: a sample under a new name, in a notebook."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from grading.editions import write_notebooks
from grading.keys import COURSE, assignments, source_path
from grading.scaffold.files import writing
from grading.scaffold.insert import ScaffoldError, Wish, inserted, sample_answers
from grading.scaffold.waiting import waiting
from grading.verbs import Add

PROJECT = COURSE.parent
README = PROJECT / "README.md"


def new_exercise(args: argparse.Namespace) -> int:
    """Add an exercise to a notebook: a sample that works, for you to replace.

    It comes with a prediction, a check with hidden parts, an experiment, a written
    question, and answers that must pass and must fail. Nothing is written unless all
    of it is.
    """
    if args.notebook not in assignments():
        known = ", ".join(assignments())
        raise ScaffoldError(
            f"There is no notebook {args.notebook!r}. There are: {known}."
        )
    wish = Wish(args.notebook, args.name, args.points, args.after, tuple(args.topic))
    for path in create(wish):
        print(f"written: {path.relative_to(PROJECT)}")
    places = waiting(wish.notebook, wish.name)
    print(f"{len(places)} lines wait to be replaced. They say REPLACE({wish.name}).")
    print(f"What passes and what waits: python -m pytest tests/answers -k {wish.name}")
    return 0


def create(wish: Wish) -> list[Path]:
    """Write an exercise and what is generated from it; return the files."""
    path = source_path(wish.notebook)
    files = {path: inserted(wish, path), **sample_answers(wish)}
    row = re.compile(rf"(\| `{wish.notebook}` \|.*\| )(\d+)( \| [\d.]+ \|)")
    readme = README.read_text(encoding="utf-8")
    # A point more than the check's: that of the written question.
    more = row.sub(lambda m: f"{m[1]}{int(m[2]) + wish.points + 1}{m[3]}", readme)
    if more != readme:
        files[README] = more
    try:
        with writing(files):
            return [*files, *write_notebooks()]
    except Exception as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())
        raise ScaffoldError(
            f"Nothing was written, as it does not work: {why}"
        ) from error


def add_new_exercise(add: Add) -> None:
    """Add the arguments of this verb to a parser."""
    example = "new-exercise dropout gaussian_noise --after dropout_backward --points 2"
    made = add("new-exercise", new_exercise, example)
    made.add_argument("notebook", metavar="NOTEBOOK")
    made.add_argument("name", metavar="FUNCTION", help="what students will write")
    made.add_argument(
        "--after",
        default="",
        metavar="EXERCISE",
        help="put it after this one (default: in a new part at the end)",
    )
    made.add_argument(
        "--points", type=int, default=3, metavar="N", help="of its check (default: 3)"
    )
    made.add_argument(
        "--topic",
        type=int,
        action="append",
        default=[],
        metavar="N",
        help="a number in grading/topics.py; may be repeated",
    )
