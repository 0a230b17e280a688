"""Where a submission stands in nbgrader's tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader import api
from sqlalchemy import Connection, RowMapping, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from grading.store.cells import GRADED, Key, Row
from grading.store.tables import StoreError
from grading.verdicts import Verdict

ASSIGNMENT = api.Assignment.__table__
NOTEBOOK = api.Notebook.__table__
CELL = api.BaseCell.__table__
CHECK = api.GradeCell.__table__
TASK = api.TaskCell.__table__
ASSIGNED = api.SubmittedAssignment.__table__
SUBMITTED = api.SubmittedNotebook.__table__
GRADE = api.Grade.__table__
COMMENT = api.Comment.__table__


@dataclass(frozen=True)
class Home:
    """What the gradebook says of an assignment.

    Attributes
    ----------
    assignment, notebook : str
        Their ids.
    due : datetime or None
    cells : dict
        The id of each cell by kind and name.
    maximum : float
    """

    assignment: str
    notebook: str
    due: dt.datetime | None
    cells: Mapping[Key, str]
    maximum: float


@dataclass(frozen=True)
class Place:
    """Where a submission stands in the gradebook.

    Attributes
    ----------
    assigned, submitted : str
        The ids of the submitted assignment and of its notebook.
    home : Home
    grades, comments : dict
        The rows that there are, by the cell's id.
    extension : timedelta or None
        What the gradebook says.
    """

    assigned: str
    submitted: str
    home: Home
    grades: Mapping[str, RowMapping]
    comments: Mapping[str, RowMapping]
    extension: dt.timedelta | None

    def score(self) -> float | None:
        """Return the score as it stands, or None when nothing was graded yet."""
        if not self.grades:
            return None
        return sum(effective(grade) for grade in self.grades.values())


def effective(grade: RowMapping | Row) -> float:
    """Return the score that a grade gives, as nbgrader computes it."""
    by_hand, by_check = grade["manual_score"], grade["auto_score"]
    score = by_check if by_hand is None else by_hand
    return 0.0 if score is None else float(score + (grade["extra_credit"] or 0.0))


# Built once: building a statement takes longer than running it.
FIND_HOME = (
    select(
        ASSIGNMENT.c.id,
        ASSIGNMENT.c.duedate,
        NOTEBOOK.c.id,
        CELL.c.type,
        CELL.c.name,
        CELL.c.id,
        func.coalesce(CHECK.c.max_score, TASK.c.max_score, 0.0),
    )
    .join(NOTEBOOK, NOTEBOOK.c.assignment_id == ASSIGNMENT.c.id)
    .join(CELL, CELL.c.notebook_id == NOTEBOOK.c.id)
    .outerjoin(CHECK, CHECK.c.id == CELL.c.id)
    .outerjoin(TASK, TASK.c.id == CELL.c.id)
    .where(ASSIGNMENT.c.name == bindparam("name"), NOTEBOOK.c.name == bindparam("name"))
)
FIND_SUBMISSION = (
    select(ASSIGNED.c.id, ASSIGNED.c.extension, SUBMITTED.c.id)
    .outerjoin(
        SUBMITTED,
        (SUBMITTED.c.assignment_id == ASSIGNED.c.id)
        & (SUBMITTED.c.notebook_id == bindparam("notebook")),
    )
    .where(
        ASSIGNED.c.assignment_id == bindparam("assignment"),
        ASSIGNED.c.student_id == bindparam("student"),
    )
)
FIND_GRADES, FIND_COMMENTS = (
    select(table).where(table.c.notebook_id == bindparam("notebook"))
    for table in (GRADE, COMMENT)
)
ADD_STUDENT = insert(api.Student.__table__).on_conflict_do_nothing()


def find_place(connection: Connection, verdict: Verdict) -> Place:
    """Find a submission in the gradebook, or make it.

    Raises
    ------
    StoreError
        When the gradebook does not know the assignment, or not all of its checks.
    """
    home = _home(connection, verdict)
    connection.execute(ADD_STUDENT, {"id": verdict.student})
    key = {"assignment": home.assignment, "student": verdict.student}
    key["notebook"] = home.notebook
    found = connection.execute(FIND_SUBMISSION, key).first()
    assigned, extension, submitted = found or (None, None, None)
    if assigned is None:
        row = {"assignment_id": home.assignment, "student_id": verdict.student}
        assigned = _insert(connection, ASSIGNED, row)
    if submitted is None:
        row = {"assignment_id": assigned, "notebook_id": home.notebook}
        submitted = _insert(connection, SUBMITTED, row)
    mine = {"notebook": submitted}
    grades, comments = (
        {row["cell_id"]: row for row in connection.execute(query, mine).mappings()}
        for query in (FIND_GRADES, FIND_COMMENTS)
    )
    return Place(assigned, submitted, home, grades, comments, extension)


def _insert(connection: Connection, table: Any, row: Row) -> str:
    new: str = api.new_uuid()
    connection.execute(insert(table), row | {"id": new})
    return new


def _home(connection: Connection, verdict: Verdict) -> Home:
    """Return what the gradebook says of the assignment."""
    rows = list(connection.execute(FIND_HOME, {"name": verdict.assignment}))
    cells = {(kind, name): cell for *_, kind, name, cell, _ in rows}
    known = {name for kind, name in cells if kind in GRADED}
    if not rows or verdict.checks.keys() - known:
        missing = min(verdict.checks.keys() - known, default="its cells")
        raise StoreError(
            f"The gradebook does not know {missing} of {verdict.assignment}: prepare "
            "the assignment first."
        )
    assignment, due, notebook, *_ = rows[0]
    return Home(assignment, notebook, due, cells, sum(row[-1] for row in rows))
