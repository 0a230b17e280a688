"""What a submission is compared with: the student notebook, cell by cell."""

from __future__ import annotations

import ast
import functools
import re
import symtable
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.utils import is_grade, is_solution

from grading.editions import source_notebook, student_notebook

LONG = 30
MAX_CODE = 200_000


@dataclass(frozen=True)
class Slot:
    """A cell of the student notebook.

    Attributes
    ----------
    id : str
    index : int
        Where it stands.
    kind, text : str
    role : {"answer", "written", "check", "setup", "prose"}
        "prose" is the rest: text, predictions, experiments.
    metadata : dict
    needs : frozenset of str
        The exercises that a check calls.
    """

    id: str
    index: int
    kind: str
    text: str
    role: str
    metadata: Mapping[str, Any] = field(hash=False)
    needs: frozenset[str] = frozenset()

    @property
    def locked(self) -> bool:
        """Tell whether the cell is the course's own."""
        return self.role in ("check", "setup")

    @property
    def graded(self) -> bool:
        """Tell whether nbgrader knows the cell."""
        return self.role != "prose"


@dataclass(frozen=True)
class Template:
    """The student notebook of an assignment, to look things up in."""

    slots: dict[str, Slot]
    metadata: Mapping[str, Any]

    @property
    def exercises(self) -> list[str]:
        """Return the exercises in order."""
        return [slot.id for slot in self.slots.values() if slot.role == "answer"]

    @functools.cached_property
    def texts(self) -> dict[str, Slot]:
        """Return what stands in locked cells and in prose, and is long enough."""
        return {
            slot.text: slot
            for slot in self.slots.values()
            if slot.role in ("check", "setup", "prose") and len(slot.text) >= LONG
        }

    def before(self, slot: Slot) -> Slot | None:
        """Return the slot before this one."""
        return next((s for s in self.slots.values() if s.index == slot.index - 1), None)

    def defined(self, text: str) -> list[str]:
        """Return the exercises that a text defines at the outermost level."""
        return [e for e in self.exercises if starts_of(e).search(text)]


@functools.cache
def template(assignment: str) -> Template:
    """Return what submissions of an assignment are compared with."""
    source = {cell.id: cell for cell in source_notebook(assignment).cells}
    exercises = [i for i, cell in source.items() if _role(cell) == "answer"]
    notebook = student_notebook(assignment)
    slots = {}
    for index, cell in enumerate(notebook.cells):
        role = _role(cell)
        # Not those of the answer key, which come after a dot.
        words = set(re.findall(r"(?<![\w.])\w+", source[cell.id].source))
        needs = frozenset(words.intersection(exercises)) if role == "check" else ()
        slots[cell.id] = Slot(
            cell.id,
            index,
            cell.cell_type,
            tidy(cell.source),
            role,
            cell.metadata,
            frozenset(needs),
        )
    return Template(slots, notebook.metadata)


def _role(cell: Any) -> str:
    if "nbgrader" not in cell.metadata:
        return "prose"
    if is_solution(cell):
        return "written" if is_grade(cell) else "answer"
    return "check" if is_grade(cell) else "setup"


@functools.cache
def starts_of(exercise: str) -> re.Pattern[str]:
    """Return a pattern for the line with which an exercise's function begins."""
    return re.compile(rf"^(?:async )?def {re.escape(exercise)}\b", re.MULTILINE)


@functools.lru_cache(maxsize=256)
def tidy(text: str) -> str:
    """Drop what no reader sees: spaces at the end of lines, empty lines around."""
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")).strip("\n")


def parse(text: str) -> list[ast.stmt] | None:
    """Return the statements of a code cell, or None when it is no Python."""
    if len(text) > MAX_CODE:
        return None
    try:
        return ast.parse(_without_magics(text)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _without_magics(text: str) -> str:
    return re.sub(r"^([ \t]*)[%!?][^\n]*$", r"\1pass", text, flags=re.MULTILINE)


def dumps(nodes: list[ast.stmt] | None) -> list[str]:
    """Write statements in a form that can be compared; "" if nested too deeply."""
    written = []
    for node in nodes or []:
        try:
            written.append(ast.dump(node))
        except RecursionError:
            written.append("")
    return written


def free_names(text: str) -> set[str]:
    """Return the names that the functions of a code cell take from outside.

    >>> sorted(free_names("def f(x): return np.exp(g(x))"))
    ['g', 'np']
    """
    names: set[str] = set()
    top = _table(text)
    tables = top.get_children() if top else []
    while tables:
        table = tables.pop()
        names |= {s.get_name() for s in table.get_symbols() if s.is_global()}
        tables += table.get_children()
    return names


def bound_names(text: str) -> set[str]:
    """Return the names that a code cell binds at the outermost level.

    >>> sorted(bound_names("import numpy as np; a = 1"))
    ['a', 'np']
    """
    table = _table(text)
    symbols = table.get_symbols() if table else []
    return {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}


def _table(text: str) -> symtable.SymbolTable | None:
    plain = _without_magics(text) if len(text) <= MAX_CODE else ""
    try:
        return symtable.symtable(plain, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@functools.lru_cache(maxsize=4096)
def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+|[^\w\s]", text))


def likeness(one: str, other: str) -> float:
    """Return how much two texts have in common, from 0 to 1.

    >>> likeness("x = a + b", "x = a - b")
    0.8
    """
    a, b = _words(one), _words(other)
    return 2 * (a & b).total() / max(a.total() + b.total(), 1)


def own_lines(text: str, course: str) -> list[str]:
    """Return the lines of a text that the course's text does not have."""
    known = {line.strip() for line in course.split("\n")}
    return [line for line in text.split("\n") if line.strip() not in known | {""}]
