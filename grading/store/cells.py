"""What the gradebook knows of an assignment: its cells, as nbgrader records them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from nbformat import NotebookNode
from nbgrader import api
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.utils import is_grade, is_locked, is_solution, is_task
from sqlalchemy import Connection, select

from grading.editions import STEPS, course_config
from grading.keys import COURSE

BASE = api.BaseCell.__table__
SOURCE = api.SourceCell.__table__
KINDS = {
    kind.__name__: kind for kind in (api.GradeCell, api.SolutionCell, api.TaskCell)
}
GRADED = ("GradeCell", "TaskCell")
COMMENTED = ("SolutionCell", "TaskCell")

Key = tuple[str, str]
Row = dict[str, Any]


@dataclass(frozen=True)
class Cells:
    """The cells of a notebook, as nbgrader's tables hold them.

    Attributes
    ----------
    roles : dict
        By kind and name; what it gives, if it gives points.
    sources : dict
        The text and type of each, by name.
    """

    roles: dict[Key, Row]
    sources: dict[str, Row]

    def about(self) -> dict[str, str]:
        """Return what each cell is, by name: "the check `x`"."""
        kinds: dict[str, set[str]] = {name: set() for name in self.sources}
        for kind, name in self.roles:
            kinds.setdefault(name, set()).add(kind)
        return {name: f"the {_word(kind)} `{name}`" for name, kind in kinds.items()}

    def points(self) -> dict[str, float]:
        """Return what each cell gives, by name."""
        graded = {n: row for (kind, n), row in self.roles.items() if kind in GRADED}
        return {name: row["max_score"] for name, row in graded.items()}


def _word(kinds: set[str]) -> str:
    if kinds == {"GradeCell", "SolutionCell"}:
        return "written answer"
    words = {"GradeCell": "check", "SolutionCell": "answer", "TaskCell": "task"}
    return words[min(kinds)] if kinds else "locked cell"


def cells_of(source: NotebookNode) -> Cells:
    """Return the cells that nbgrader would record for an instructor's notebook."""
    notebook, resources = copy.deepcopy(source), {"metadata": {"path": str(COURSE)}}
    for step in takewhile(lambda step: step is not ClearHiddenTests, STEPS):
        notebook, resources = step(config=course_config()).preprocess(
            notebook, resources
        )
    roles: dict[Key, Row] = {}
    sources: dict[str, Row] = {}
    for cell in notebook.cells:
        for kind in _kinds(cell):
            roles[kind, cell.metadata.nbgrader.grade_id] = _role(cell, kind)
        if [*_kinds(cell)] or is_locked(cell):
            sources[cell.metadata.nbgrader.grade_id] = _source(cell)
    return Cells(roles, sources)


def _kinds(cell: NotebookNode) -> Iterator[str]:
    tests = {"GradeCell": is_grade, "SolutionCell": is_solution, "TaskCell": is_task}
    return (kind for kind, test in tests.items() if test(cell))


def _role(cell: NotebookNode, kind: str) -> Row:
    if kind not in GRADED:
        return {}
    points = float(cell.metadata.nbgrader.points)
    return {"max_score": points, "cell_type": cell.cell_type}


def _source(cell: NotebookNode) -> Row:
    return {
        "cell_type": cell.cell_type,
        "locked": is_locked(cell),
        "source": cell.source,
        "checksum": cell.metadata.nbgrader.get("checksum"),
    }


def known_cells(connection: Connection, notebook: str) -> Cells:
    """Return the cells that the gradebook has of a notebook, by its id."""
    roles: dict[Key, Row] = {}
    for kind, model in KINDS.items():
        table = model.__table__
        fields = [column for column in table.columns if column.name != "id"]
        query = select(BASE.c.name, *fields).join(table)
        query = query.where(BASE.c.notebook_id == notebook)
        for row in connection.execute(query).mappings():
            roles[kind, row["name"]] = {k: v for k, v in row.items() if k != "name"}
    query = select(SOURCE).where(SOURCE.c.notebook_id == notebook)
    sources = {
        row["name"]: {k: row[k] for k in ("cell_type", "locked", "source", "checksum")}
        for row in connection.execute(query).mappings()
    }
    return Cells(roles, sources)


def changes(old: Cells, new: Cells) -> Iterator[str]:
    """Say in sentences how the cells of a notebook have changed."""
    was, now = old.about(), new.about()
    before, after = old.points(), new.points()
    for name in (name for name in was if name not in now):
        yield f"Removed {was[name]}{_gives(before.get(name))}."
    for name in (name for name in now if name not in was):
        yield f"Added {now[name]}{_gives(after.get(name))}."
    for name in (name for name in now if name in was):
        if was[name] != now[name]:
            yield f"Made {was[name]} {now[name]}."
        if before.get(name) != after.get(name):
            yield (
                f"{_upper(now[name])} gives {after.get(name, 0):g} points "
                f"instead of {before.get(name, 0):g}."
            )
        if old.sources.get(name, {}).get("source") != new.sources[name]["source"]:
            yield f"Changed the text of {now[name]}."


def _gives(points: float | None) -> str:
    return "" if points is None else f", {points:g} points"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
