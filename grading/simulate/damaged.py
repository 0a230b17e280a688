"""What editors, platforms and students do to a file; the answers in it are right."""

from __future__ import annotations

import copy
import difflib
import json
import random
from collections.abc import Callable, Collection, Iterator
from typing import Any

from grading.checking import check_cells, exercises
from grading.editions import student_notebook, to_text
from grading.keys import assignments
from grading.simulate.answers import answers_of, points_of, submission
from grading.simulate.handing import Handed

Notebook = dict[str, Any]
Change = Callable[[Notebook, str, random.Random], Collection[str]]
HUGE = 3_000_000

CHANGES: dict[str, tuple[str, Change]] = {}


def damaged(name: str, rng: random.Random) -> Iterator[Handed]:
    """Yield a right submission of an assignment, damaged in every known way."""
    for kind, (about, apply) in CHANGES.items():
        notebook = _right(name)
        lost = apply(notebook, name, rng)
        yield _handed(name, kind, _text(notebook), lost, about)
    right = _text(_right(name))
    about = "A browser added a number to the name of the file."
    yield _handed(name, "renamed", right, (), about, f"{name} (1).ipynb")
    about = "An editor stored it with a byte order mark."
    yield _handed(name, "byte-order-mark", "\ufeff" + right, (), about)
    about = "Merge conflicts of git stand in the middle of it."
    yield _handed(name, "merge-conflict", _conflict(name), (), about)
    yield _truncated(name)
    yield from _unreadable(name)


def _unreadable(name: str) -> Iterator[Handed]:
    file = f"{name}.ipynb"
    yield Handed("damaged-empty", b"", file, None, "The file is empty.")
    other = next(each for each in assignments() if each != name)
    text = to_text(student_notebook(other)).encode()
    about = f"It is the notebook of `{other}`."
    yield Handed("damaged-other-assignment", text, file, None, about)


def change(about: str) -> Callable[[Change], Change]:
    """Add a way to damage a notebook; it returns the exercises that are lost."""

    def add(function: Change) -> Change:
        kind = function.__name__.strip("_").replace("_", "-")
        CHANGES[kind] = about, function
        return function

    return add


@change("An editor threw away all metadata and the cells' ids.")
def _stripped_metadata(notebook: Notebook, name: str, rng: random.Random) -> list[str]:
    notebook["nbformat_minor"], notebook["metadata"] = 4, {}
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    return []


@change("An answer was copied with its metadata and pasted below.")
def _duplicated_cell(notebook: Notebook, name: str, rng: random.Random) -> list[str]:
    place = _place(notebook, rng.choice(exercises(name)))
    notebook["cells"].insert(place, copy.deepcopy(notebook["cells"][place]))
    return []


@change("The last answer was deleted, and half of the checks.")
def _deleted_cells(notebook: Notebook, name: str, rng: random.Random) -> list[str]:
    lost = exercises(name)[-1]
    checks = rng.sample(sorted(check_cells(name)), len(check_cells(name)) // 2)
    cells = notebook["cells"]
    notebook["cells"] = [c for c in cells if c["id"] not in (lost, *checks)]
    return [lost]


@change("Every check stands at the end, in another order.")
def _reordered_cells(notebook: Notebook, name: str, rng: random.Random) -> list[str]:
    cells, checks = notebook["cells"], check_cells(name)
    moved = [cell for cell in cells if cell["id"] in checks]
    rng.shuffle(moved)
    notebook["cells"] = [cell for cell in cells if cell["id"] not in checks] + moved
    return []


@change("An answer and a check became raw text.")
def _retyped_cells(notebook: Notebook, name: str, rng: random.Random) -> list[str]:
    for grade_id in (rng.choice(exercises(name)), rng.choice([*check_cells(name)])):
        cell = notebook["cells"][_place(notebook, grade_id)]
        cell["cell_type"] = "raw"
        del cell["outputs"], cell["execution_count"]
    return []


@change("A tool changed the points and unlocked the checks.")
def _changed_points(notebook: Notebook, name: str, rng: random.Random) -> list[str]:
    for cell in notebook["cells"]:
        if cell["id"] in check_cells(name):
            cell["metadata"]["nbgrader"] |= {"points": 1000, "locked": False}
    return []


@change("It was stored in the format of 2014.")
def _older_format(notebook: Notebook, name: str, rng: random.Random) -> list[str]:
    cells = notebook.pop("cells")
    for cell in cells:
        del cell["id"]
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["language"] = "python"
            cell["prompt_number"] = cell.pop("execution_count")
    notebook["worksheets"] = [{"cells": cells, "metadata": {}}]
    notebook |= {"nbformat": 3, "nbformat_minor": 0}
    return []


@change("A cell printed a few megabytes before it was handed in.")
def _huge_outputs(notebook: Notebook, name: str, rng: random.Random) -> list[str]:
    cell = notebook["cells"][_place(notebook, rng.choice(exercises(name)))]
    line = "".join(rng.choices('0123456789abcdef"[]\\', k=99)) + "\n"
    cell["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": line * (HUGE // 100)}
    ]
    return []


def _right(name: str, without: str = "") -> Notebook:
    answers = answers_of(name)
    answers.pop(without, None)
    notebook: Notebook = json.loads(to_text(submission(name, answers)))
    return notebook


def _place(notebook: Notebook, grade_id: str) -> int:
    return [cell["id"] for cell in notebook["cells"]].index(grade_id)


def _text(notebook: Notebook) -> str:
    return json.dumps(notebook, indent=1) + "\n"


def _handed(
    name: str,
    kind: str,
    text: str,
    lost: Collection[str],
    about: str,
    file: str = "",
) -> Handed:
    return Handed(
        f"damaged-{kind}",
        text.encode(),
        file or f"{name}.ipynb",
        points_of(name, lost),
        about,
    )


def _conflict(name: str) -> str:
    """Return a notebook with both versions of an answer, as git leaves them."""
    mine = _text(_right(name)).splitlines(keepends=True)
    theirs = _text(_right(name, without=exercises(name)[0])).splitlines(keepends=True)
    merged: list[str] = []
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            merged += mine[a:b]
        else:
            ours = ["<<<<<<< HEAD\n", *mine[a:b], "=======\n"]
            merged += [*ours, *theirs[c:d], ">>>>>>> start over\n"]
    return "".join(merged)


def _truncated(name: str) -> Handed:
    """Return the beginning of a file, as a broken upload leaves it."""
    text, names = _text(_right(name)), exercises(name)
    half = len(names) // 2
    end = text.index(f'"id": "{names[half]}"')
    about = "The upload broke off in the middle."
    return _handed(name, "truncated", text[:end], names[half:], about)
