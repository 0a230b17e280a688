"""nbgrader's gradebook as plain data, read without changing it."""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import api
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from grading.nbgrader_plugins import HIDDEN, HideHiddenTests

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class ExportError(Exception):
    """Grades cannot be exported; the message says why, in one line."""


@dataclass
class Outcome:
    """What an export has to say: notes, and problems that a person should look at."""

    written: bool = False
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Student:
    """A student, as nbgrader knows them; what it does not know is empty."""

    id: str
    first: str = ""
    last: str = ""
    email: str = ""
    lms_id: str = ""

    @property
    def full(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}".strip()


@dataclass(frozen=True)
class Assignment:
    """An assignment and its points."""

    name: str
    duedate: datetime.datetime | None
    maximum: float


@dataclass(frozen=True)
class Grade:
    """The grade of one check or written answer."""

    name: str
    score: float
    maximum: float
    waiting: bool = False
    hidden: bool = False
    said: str = ""

    @property
    def status(self) -> str:
        """Return passed, failed, or waiting for a person."""
        if self.waiting:
            return "waiting"
        return "passed" if self.score >= self.maximum else "failed"


@dataclass(frozen=True)
class Work:
    """One student's submission of one assignment."""

    assignment: str
    student: str
    timestamp: datetime.datetime | None
    raw: float
    penalty: float
    maximum: float
    grades: list[Grade] = field(default_factory=list)

    @property
    def score(self) -> float:
        """The score after the penalty for lateness."""
        return max(0.0, self.raw - self.penalty)

    @property
    def waiting(self) -> int:
        """How many grades wait for a person."""
        return sum(grade.waiting for grade in self.grades)

    @property
    def late(self) -> str:
        """A sentence on the penalty, if there is one."""
        return f"Late: {self.penalty:g} points taken off." if self.penalty else ""


@dataclass(frozen=True)
class Book:
    """What is exported: students, assignments, submissions by (assignment, student)."""

    students: list[Student]
    assignments: list[Assignment]
    works: dict[tuple[str, str], Work]

    @property
    def handed_in(self) -> list[Assignment]:
        """The assignments of which there is a submission."""
        names = {assignment for assignment, _ in self.works}
        return [task for task in self.assignments if task.name in names]

    @property
    def single(self) -> Assignment:
        """The only assignment that was handed in, for forms that hold one."""
        if len(self.handed_in) > 1:
            names = ", ".join(task.name for task in self.handed_in)
            raise ExportError(
                f"This format holds one assignment. Name it with --assignment: {names}."
            )
        return self.handed_in[0]


def read_book(db: Path, assignment: str | None = None) -> Book:
    """Read a gradebook, and what checks said from `autograded/` beside it.

    Parameters
    ----------
    db : Path
        nbgrader's SQLite file. It is opened for reading only.
    assignment : str, optional
        Read this assignment only.

    Returns
    -------
    book : Book
        Students sorted by name, assignments by date, as nbgrader sorts them.
    """
    if not db.is_file():
        raise ExportError(
            f"There is no gradebook {db}. `nbgrader autograde` makes one; name it "
            "with --db."
        )
    uri = f"{db.resolve().as_uri()}?mode=ro"
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(uri, uri=True), poolclass=NullPool
    )
    try:
        with Session(engine) as session:
            return _read(session, db.parent / "autograded", assignment)
    except SQLAlchemyError as error:
        why = getattr(error, "orig", None) or error
        raise ExportError(f"{db} cannot be read as a gradebook: {why}.") from None


def _read(session: Session, autograded: Path, only: str | None) -> Book:
    people = session.query(api.Student).order_by(
        api.Student.last_name, api.Student.first_name, api.Student.id
    )
    tasks = session.query(api.Assignment).order_by(
        api.Assignment.duedate, api.Assignment.name
    )
    names = [task.name for task in tasks]
    if only and names and only not in names:
        raise ExportError(
            f"The gradebook has no assignment {only!r}. It has: {', '.join(names)}."
        )
    chosen = [task for task in tasks if only in (None, task.name)]
    # Held here, so that each cell is loaded once and not for each grade.
    cells = [*session.query(api.GradeCell), *session.query(api.TaskCell)]
    maxima = {cell.id: cell.max_score or 0.0 for cell in cells}
    works = [
        _work(submission, autograded, maxima)
        for task in chosen
        for submission in task.submissions
    ]
    if not works:
        what = f"of {only}" if only else "of any assignment"
        raise ExportError(f"The gradebook holds no submission {what}.")
    return Book(
        [
            Student(
                p.id,
                p.first_name or "",
                p.last_name or "",
                p.email or "",
                p.lms_user_id or "",
            )
            for p in people
        ],
        [Assignment(task.name, task.duedate, task.max_score) for task in chosen],
        {(work.assignment, work.student): work for work in works},
    )


def _work(submission: Any, autograded: Path, maxima: Mapping[str, float]) -> Work:
    return Work(
        submission.name,
        submission.student_id,
        submission.timestamp,
        submission.score,
        submission.late_submission_penalty or 0.0,
        submission.assignment.max_score,
        [
            grade
            for notebook in sorted(submission.notebooks, key=lambda n: n.name)
            for grade in _grades(submission, notebook, autograded, maxima)
        ],
    )


def _grades(
    submission: Any, notebook: Any, autograded: Path, maxima: Mapping[str, float]
) -> Iterator[Grade]:
    """Yield a notebook's grades, in the order of its cells."""
    cells = {cell.name: cell.source or "" for cell in notebook.notebook.source_cells}
    comments = {comment.name: comment.comment for comment in notebook.comments}
    path = Path(submission.student_id, submission.name, f"{notebook.name}.ipynb")
    said = {} if ".." in path.parts else check_messages(autograded / path)
    several = len(submission.notebooks) > 1
    order = list(said)
    for grade in sorted(
        notebook.grades,
        key=lambda g: (order.index(g.name) if g.name in said else len(said), g.name),
    ):
        yield Grade(
            f"{notebook.name}: {grade.name}" if several else grade.name,
            grade.score,
            maxima[grade.cell_id],
            grade.needs_manual_grade,
            bool(HIDDEN.search(cells.get(grade.name, ""))),
            "\n".join(filter(None, [said.get(grade.name), comments.get(grade.name)])),
        )


def check_messages(path: Path) -> dict[str, str]:
    """Return what each graded cell's failure says, no more than the feedback shows.

    Parameters
    ----------
    path : Path
        A notebook that nbgrader has graded; where there is none, nothing is said.

    Returns
    -------
    messages : dict
        The error's message by grade_id, in the notebook's order; "" where none is.
    """
    try:
        notebook = nbformat.reader.reads(path.read_text("utf-8"))
        shown = [HideHiddenTests().preprocess_cell(c, {}, 0)[0] for c in notebook.cells]
    except (OSError, ValueError, AttributeError):
        return {}
    return {
        cell.metadata.nbgrader.grade_id: _error(cell)
        for cell in shown
        if cell.metadata.get("nbgrader", {}).get("grade")
    }


def _error(cell: nbformat.NotebookNode) -> str:
    """Return the last part of a cell's traceback, as it stands in the feedback."""
    for output in cell.get("outputs", []):
        if output.output_type == "error" and output.traceback:
            return ANSI.sub("", output.traceback[-1]).strip()
    return ""
