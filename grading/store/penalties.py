"""What lateness costs each submission, in nbgrader's tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbgrader import api
from sqlalchemy import Connection, select, update

from grading.late import Late, Terms, penalty

ASSIGNMENT = api.Assignment.__table__


@dataclass(frozen=True)
class Lateness:
    """What lateness costs, and a sentence when that is not known.

    Attributes
    ----------
    penalty : float or None
        None when nobody is late or nothing is said on lateness.
    remark : str
    """

    penalty: float | None = None
    remark: str = ""


@dataclass(frozen=True)
class Changed:
    """A penalty that was computed anew."""

    student: str
    assignment: str
    score: float
    old: float
    new: float

    def __str__(self) -> str:
        return (
            f"{self.student}: lateness in {self.assignment} costs {self.new:g} points "
            f"instead of {self.old:g}."
        )


def lateness(
    late: Late,
    terms: Terms,
    handed_in: dt.datetime | None,
    score: float,
    maximum: float,
) -> Lateness:
    """Return what lateness costs a submission."""
    if late.rule is None or terms.until is None:
        return Lateness()
    if handed_in is None:
        return Lateness(remark="No penalty, for its time is not known.")
    costs = penalty(late.rule, score, maximum, handed_in, terms.until)
    return Lateness(round(costs, 6) or None)


def refresh(
    connection: Connection, late: Late, assignment: str | None = None
) -> Iterator[Changed]:
    """Bring due dates, extensions and penalties up to date; yield what changed."""
    for name, due in late.due.items():
        mine = ASSIGNMENT.c.name == name
        connection.execute(update(ASSIGNMENT).where(mine).values(duedate=due))
    for row in list(connection.execute(_submissions(assignment))):
        terms = late.for_(row.student_id, row.assignment, row.duedate, row.extension)
        if terms.extension != row.extension:
            _set(connection, api.SubmittedAssignment, row.id, extension=terms.extension)
        costs = lateness(late, terms, row.timestamp, row.score, row.maximum)
        if costs.penalty != row.penalty:
            _set(
                connection,
                api.SubmittedNotebook,
                row.notebook,
                late_submission_penalty=costs.penalty,
            )
        old, new = row.penalty or 0.0, costs.penalty or 0.0
        if old != new:
            yield Changed(row.student_id, row.assignment, row.score, old, new)


def _submissions(assignment: str | None) -> Any:
    query = (
        select(
            api.SubmittedAssignment.id,
            api.SubmittedAssignment.student_id,
            api.SubmittedAssignment.timestamp,
            api.SubmittedAssignment.extension,
            api.Assignment.name.label("assignment"),
            api.Assignment.duedate,
            api.SubmittedNotebook.id.label("notebook"),
            api.SubmittedNotebook.late_submission_penalty.label("penalty"),
            api.SubmittedNotebook.score.label("score"),
            api.SubmittedNotebook.max_score.label("maximum"),
        )
        .join(api.Assignment, api.SubmittedAssignment.assignment)
        .join(api.SubmittedNotebook, api.SubmittedAssignment.notebooks)
        .order_by(api.Assignment.name, api.SubmittedAssignment.student_id)
    )
    return (
        query if assignment is None else query.where(api.Assignment.name == assignment)
    )


def _set(connection: Connection, model: Any, row: str, **values: object) -> None:
    table = model.__table__
    connection.execute(update(table).where(table.c.id == row).values(**values))
