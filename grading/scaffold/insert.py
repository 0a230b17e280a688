"""Put the cells of the sample into the text of a source."""

from __future__ import annotations

import ast
import builtins
import functools
import json
import keyword
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from cs231n_utils.skeletons import skeletons
from grading.proof import ANSWERS
from grading.topics import TOPICS

SAMPLE = Path(__file__).parent / "sample"
HEAD = re.compile(r"(# ---\n(#.*\n)*?# ---\n)?\s*")
CELL = re.compile(r"^(?=# %%)", re.MULTILINE)
PART = re.compile(r"# %% \[markdown\].*\n# ## (\d+)\.")
# Where what belongs to an exercise ends.
NEXT = re.compile(r"^# (## |### Exercise\b)", re.MULTILINE)
HEADING = re.compile(r"^# ## ", re.MULTILINE)
WIDTH = 88
SAID = re.compile(r"(\d+) for code, (\d+) for written answers")
# What the cells of the sample take from the setup cell, by where it comes from.
USED = {
    "cs231n_utils": ("exercise", "outcome", "plots", "predict"),
    "cs231n_utils.checks": ("expect", "passed", "run"),
}


class ScaffoldError(Exception):
    """An exercise cannot be put there; the message says why."""


@dataclass(frozen=True)
class Wish:
    """The exercise that is wanted.

    Attributes
    ----------
    notebook, name : str
    points : int
        Of its check.
    after : str
        The exercise that it is to follow; "" for a new part at the end.
    topics : tuple of int
        What it covers, by the numbers of `grading.topics`.
    """

    notebook: str
    name: str
    points: int = 3
    after: str = ""
    topics: tuple[int, ...] = ()

    def fill(self, text: str) -> str:
        """Put names and points into a text of the sample."""
        plural = "point" if self.points == 1 else "points"
        covers = f" topics={list(self.topics)}" if self.topics else ""
        words = {
            "TOPICS": covers,
            "POINTS": f"{self.points} {plural}",
            "NUMBER": str(self.points),
            "DASHED": self.name.replace("_", "-"),
            "NOTEBOOK": self.notebook,
            "FUNCTION": self.name,
        }
        word = re.compile(rf"(?<![A-Z])({'|'.join(words)})")
        return word.sub(lambda found: words[found[1]], text)


def inserted(wish: Wish, path: Path) -> str:
    """Return the text of a source with the cells of a new exercise in it."""
    text = path.read_text(encoding="utf-8")
    _refuse(wish, path, text)
    head, *cells = CELL.split(_importing(path, text))
    if wish.after:
        at, part = _after(wish, cells), ""
    else:
        at, part = _end(cells)
    made = wish.fill((SAMPLE / "cells.py").read_text(encoding="utf-8"))
    made = made.replace("PART", part, 1) if part else _without_heading(made)
    made = made.rstrip("\n") + "\n\n"
    before, rest = head + "".join(cells[:at]), "".join(cells[at:])
    text = (before if rest else before.rstrip("\n") + "\n\n") + made + rest
    text = SAID.sub(functools.partial(_more, wish.points), text, count=1)
    return text.rstrip("\n") + "\n"


def sample_answers(wish: Wish) -> dict[Path, str]:
    """Return the files with right and wrong answers, and what belongs in them."""
    return {
        ANSWERS / wish.name / path.relative_to(SAMPLE): wish.fill(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(SAMPLE.glob("*/*.py"))
    }


def _refuse(wish: Wish, path: Path, text: str) -> None:
    """Raise for what cannot work, before anything is written."""
    if wish.points < 1:
        raise ScaffoldError("--points must be at least 1.")
    if unknown := sorted(set(wish.topics) - set(TOPICS)):
        raise ScaffoldError(f"There is no topic {unknown[0]}. See grading/topics.py.")
    names = _names(path, text)
    _refuse_name(wish.name, names, text)
    if not HEAD.fullmatch(text.partition("# %%")[0]):
        raise ScaffoldError(f"{path.name} has text before its first cell. Move it.")
    if "np" not in names:
        raise ScaffoldError(
            f"{path.name} does not import numpy as np. Add that to its setup cell "
            "first."
        )


def _importing(path: Path, text: str) -> str:
    """Add what the sample needs to the imports of the setup cell."""
    nodes = ast.walk(_tree(path, text))
    there = {node.asname or node.name for node in nodes if isinstance(node, ast.alias)}
    for module, words in USED.items():
        if missing := set(words) - there:
            text = _import_too(path, text, module, missing)
    return text


def _import_too(path: Path, text: str, module: str, missing: set[str]) -> str:
    line = re.compile(
        rf"^from {re.escape(module)} import (\([^)]*\)|[^(\n]*)$", re.MULTILINE
    )
    if not (found := line.search(text)):
        raise ScaffoldError(
            f"{path.name} imports nothing from {module}. Add `from {module} import "
            f"{', '.join(sorted(missing))}` to its setup cell first."
        )
    there = {word.strip() for word in found[1].strip("()").split(",")} - {""}
    words = sorted(there | missing, key=_by_kind)
    made = f"from {module} import {', '.join(words)}"
    if len(made) > WIDTH:
        rows = "".join(f"    {word},\n" for word in words)
        made = f"from {module} import (\n{rows})"
    return text[: found.start()] + made + text[found.end() :]


def _by_kind(name: str) -> tuple[bool, bool, str]:
    """Sort names as they are imported: constants, classes, functions."""
    return not name.isupper(), not name[0].isupper(), name


def _refuse_name(name: str, names: Collection[str], text: str) -> None:
    if not re.fullmatch(r"[a-z]\w*", name, re.ASCII) or keyword.iskeyword(name):
        raise ScaffoldError(
            f"{name!r} cannot be the name of a function. Take lower-case letters, "
            "digits and underscores, such as huber_loss."
        )
    answered = (path.name for path in ANSWERS.iterdir())
    if name in {*names, *answered, *skeletons(), *dir(builtins)}:
        raise ScaffoldError(f"The name {name!r} is taken. Choose another one.")
    if f'"question-{name.replace("_", "-")}"' in text:
        raise ScaffoldError(f"There is a question named {name!r}. Take another name.")


def _tree(path: Path, text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise ScaffoldError(
            f"{path.name}, line {error.lineno}, cannot be read: {error.msg}. "
            "Mend it first."
        ) from None


def _names(path: Path, text: str) -> set[str]:
    """Return every name that a source uses or defines."""
    found: set[str] = set()
    for node in ast.walk(_tree(path, text)):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.alias(name=name, asname=other):
                found.add(other or name.split(".")[0])
    return found


def _after(wish: Wish, cells: Sequence[str]) -> int:
    """Return where the cells that belong to an exercise end."""
    answers = {task: i for i, cell in enumerate(cells) for task in _answered(cell)}
    if wish.after not in answers:
        known = ", ".join(answers) or "none"
        raise ScaffoldError(
            f"{wish.notebook} has no exercise {wish.after!r}. It has: {known}."
        )
    return _first(NEXT, cells, answers[wish.after] + 1)


def _answered(cell: str) -> list[str]:
    """Return the name of the exercise that a cell answers, if it does."""
    first = cell.partition("\n")[0]
    marks = re.search(r"nbgrader=(\{.*?\})", first)
    try:
        given = json.loads(marks[1]) if marks else {}
    except ValueError:
        raise ScaffoldError(f"These metadata cannot be read: {first}") from None
    asks = given.get("solution") and not given.get("grade")
    return [str(given["grade_id"])] if asks else []


def _end(cells: Sequence[str]) -> tuple[int, str]:
    """Return where the closing cells begin, and the number of a new part before."""
    parts = [(i, int(m[1])) for i, c in enumerate(cells) if (m := PART.match(c))]
    last, number = parts[-1] if parts else (-1, 0)
    return _first(HEADING, cells, last + 1), str(number + 1)


def _first(pattern: re.Pattern[str], cells: Sequence[str], start: int) -> int:
    for i in range(start, len(cells)):
        if cells[i].startswith("# %% [markdown]") and pattern.search(cells[i]):
            return i
    return len(cells)


def _without_heading(made: str) -> str:
    """Take the heading of the part away, and leave its text."""
    return re.sub(r"# ## PART\. .*\n#\n", "", made, count=1)


def _more(points: int, said: re.Match[str]) -> str:
    code, written = int(said[1]) + points, int(said[2]) + 1
    return f"{code} for code, {written} for written answers"
