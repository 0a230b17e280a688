"""What a page says of each cell: its kind, score and standing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

from grading.feedback.outputs import errors, without_name

HEADING = re.compile(r"^ {0,3}(#{1,6})\s", re.MULTILINE)
KINDS = {
    "check": "Check",
    "written": "Written answer",
    "task": "Task",
    "answer": "Your answer",
}


@dataclass
class Part:
    """A cell of the notebook, and what the grading says of it.

    Attributes
    ----------
    cell : NotebookNode
    kind : str
        "check", "written", "task", "answer", or "" for any other cell.
    standing : str
        "passed", "partly", "failed", "graded" by a person, or "waiting" for one; ""
        where there is no score.
    message : str
        What a failed check says.
    level : int
        The level of its heading: one below the notebook's last.
    errors : list
        What stopped it: in a line, and the traceback, which may be empty.
    """

    cell: NotebookNode
    kind: str
    standing: str
    message: str
    level: int
    errors: list[tuple[str, Markup]]

    @property
    def meta(self) -> dict[str, Any]:
        """What nbgrader knows of the cell."""
        return self.cell.metadata.get("nbgrader") or {}

    @property
    def id(self) -> str:
        """The name of the cell in the gradebook."""
        return str(self.meta.get("grade_id", ""))

    @property
    def title(self) -> str:
        """What the cell is."""
        return KINDS.get(self.kind, "")

    @property
    def is_scored(self) -> bool:
        """Whether it is in the table of scores."""
        return bool(self.standing)


def describe(notebook: NotebookNode) -> list[Part]:
    """Return the parts of a page, in order."""
    return list(_parts(notebook))


def _parts(notebook: NotebookNode) -> Iterator[Part]:
    level = 1
    for cell in notebook.cells:
        kind = _kind(cell)
        if cell.cell_type == "markdown" and (found := HEADING.findall(cell.source)):
            level = len(found[-1]) + 1
        said = errors(cell)
        standing = _standing(kind, cell.metadata.get("nbgrader") or {})
        message = _message(cell, said) if standing in ("failed", "partly") else ""
        yield Part(cell, kind, standing, message, min(level + 1, 6), said)


def _kind(cell: NotebookNode) -> str:
    meta = cell.metadata.get("nbgrader") or {}
    if meta.get("task"):
        return "task"
    if meta.get("solution"):
        return "written" if meta.get("grade") else "answer"
    return "check" if meta.get("grade") else ""


def _standing(kind: str, meta: dict[str, Any]) -> str:
    if "score" not in meta or kind in ("", "answer"):
        return ""
    if meta.get("waiting"):
        return "waiting"
    if kind != "check":
        return "graded"
    score, points = meta["score"] or 0, meta.get("points") or 0
    if score >= points:
        return "passed"
    return "partly" if score > 0 else "failed"


def _message(cell: NotebookNode, said: list[tuple[str, Markup]]) -> str:
    """Return what the verdict says of a check, else what stopped it."""
    recorded = str(cell.metadata.nbgrader.get("message") or "")
    return without_name(recorded) or "\n".join(line for line, _ in said)
