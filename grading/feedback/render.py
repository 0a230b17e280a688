"""One page from one graded notebook."""

from __future__ import annotations

import functools
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

import nbformat
from nbformat import NotebookNode
from traitlets.config import Config

from grading.feedback.exporter import FeedbackExporter
from grading.feedback.grades import Grades
from grading.nbgrader_plugins import HideHiddenTests, hidden_lines, without

# A formula or a table can be made to keep a converter busy for hours.
PATIENCE = 30
PLAIN = "This page shows pictures, tables and formulas as plain text: {}."


class TooLate(BaseException):
    """Time is up. No `except Exception` on the way may take it for its own."""


@dataclass(frozen=True)
class Source:
    """What a page is made from.

    Attributes
    ----------
    assignment : str
    notebook : str
        The graded notebook, as JSON.
    grades : Grades
    key : str
        A hash of all that the page depends on; the page holds it.
    """

    assignment: str
    notebook: str
    grades: Grades
    key: str


def render(source: Source) -> tuple[str, str]:
    """Return a page, and what had to be left out of it, which is mostly nothing."""
    try:
        with _alarm(PATIENCE):
            return _page(source, nbformat.reader.reads(source.notebook)), ""
    except (Exception, TooLate) as error:
        # Whatever a student wrote to get here, it must not cost them the page.
        late = isinstance(error, TooLate)
        why = "converting them took too long" if late else f"{type(error).__name__}"
        problem = PLAIN.format(why)
        notebook = _plain(nbformat.reader.reads(source.notebook))
        source.grades.faults.append(problem)
        return _page(source, notebook), problem


def _page(source: Source, notebook: NotebookNode) -> str:
    _note_grades(notebook, source.grades)
    about = {
        "notebook": source.assignment,
        "score": source.grades.score,
        "max_score": source.grades.maximum,
        "late_penalty": source.grades.late_penalty,
        "repairs": source.grades.repairs,
        "faults": source.grades.faults,
        "why": source.grades.why,
        "key": source.key,
    }
    notebook, _ = HideHiddenTests().preprocess(notebook, {})
    page, _ = _exporter().from_notebook_node(notebook, {"nbgrader": about})
    return str(page)


@functools.cache
def _exporter() -> FeedbackExporter:
    """Return the exporter of this process."""
    return FeedbackExporter(config=Config(Exporter={"default_preprocessors": []}))


def _note_grades(notebook: NotebookNode, grades: Grades) -> None:
    """Put scores, comments and messages where the template looks for them."""
    secrets = hidden_lines(notebook)
    for cell in notebook.cells:
        meta: dict[str, Any] = cell.metadata.get("nbgrader") or {}
        known = grades.cells.get(meta.get("grade_id", ""), {})
        meta.update(known)
        if "message" in known:
            meta["message"] = without(known["message"], secrets)


def _plain(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook with all text as it was written, and outputs as plain text."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.cell_type = "raw"
        for output in cell.get("outputs", []):
            if "data" in output:
                text = output.data.get("text/plain", "")
                output.data = NotebookNode({"text/plain": text})
    return notebook


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise TooLate in what takes longer."""

    def ring(signum: int, frame: FrameType | None) -> None:
        raise TooLate

    former = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
