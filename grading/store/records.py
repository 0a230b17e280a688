"""Our two tables: what became of each submission, and where each score comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader import api
from sqlalchemy import Connection, Table, bindparam, or_, select
from sqlalchemy.dialects.sqlite import insert

from grading.store.tables import audit, verdicts
from grading.store.texts import clean
from grading.verdicts import Verdict

HASHES = ("submission", "source", "environment", "seed", "sandbox")
# What makes an entry of the history another one than that before it.
TELLING = ("why", "new_score", "penalty", "remarks", *HASHES)


def _of_submission(query: Any, table: Table) -> Any:
    return query.where(
        table.c.student == bindparam("student"),
        table.c.assignment == bindparam("assignment"),
    )


FIND_FORMER = _of_submission(select(verdicts.c.row, verdicts.c.answers), verdicts)
FIND_LAST = (
    _of_submission(select(*(audit.c[name] for name in TELLING)), audit)
    .order_by(audit.c.id.desc())
    .limit(1)
)
_put = insert(verdicts)
PUT_VERDICT = _put.on_conflict_do_update(
    index_elements=["student", "assignment"],
    set_={name: _put.excluded[name] for name in ("row", "answers", "when")},
)


@dataclass(frozen=True)
class Former:
    """What was recorded of a submission before.

    Attributes
    ----------
    verdict : Verdict
    answers : dict
        Hashes of its written answers.
    """

    verdict: Verdict
    answers: Mapping[str, str]

    def has_submission(self, verdict: Verdict) -> bool:
        """Tell whether another verdict is on the very same files."""
        mine = self.verdict.audit.get("submission")
        return mine is not None and mine == verdict.audit.get("submission")


def former(connection: Connection, student: str, assignment: str) -> Former | None:
    """Return what was recorded of a submission before."""
    key = {"student": student, "assignment": assignment}
    found = connection.execute(FIND_FORMER, key).first()
    return Former(Verdict.of(found.row), found.answers) if found else None


def write_verdict(
    connection: Connection, verdict: Verdict, answers: Mapping[str, str]
) -> None:
    """Put a verdict in place of the former one."""
    key = {"student": verdict.student, "assignment": verdict.assignment}
    new = {"row": verdict.row(), "answers": dict(answers), "when": now()}
    connection.execute(PUT_VERDICT, {**key, **new})


def add_audit(connection: Connection, verdict: Verdict, **said: Any) -> None:
    """Add an entry to the history, unless it would only repeat the last one.

    Parameters
    ----------
    connection : Connection
    verdict : Verdict
        Whose submission it is, and the hashes.
    **said
        "why", "old_score", "new_score", "penalty", "remarks".
    """
    key = {"student": verdict.student, "assignment": verdict.assignment}
    row = key | {name: verdict.audit.get(name) for name in HASHES} | said
    row["remarks"] = clean(row["remarks"])
    last = connection.execute(FIND_LAST, key).first()
    if last is None or tuple(last) != tuple(row[name] for name in TELLING):
        connection.execute(insert(audit), row | {"when": now()})


def now() -> dt.datetime:
    """Return the time in UTC, as nbgrader keeps times."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def read_verdicts(connection: Connection, assignment: str | None) -> list[Verdict]:
    """Return what became of submissions, with the scores that a person gave."""
    query = select(verdicts.c.row).order_by(verdicts.c.assignment, verdicts.c.student)
    if assignment is not None:
        query = query.where(verdicts.c.assignment == assignment)
    found = [Verdict.of(row) for row in connection.scalars(query)]
    by_key = {(verdict.student, verdict.assignment): verdict for verdict in found}
    for student, name, check, *given in connection.execute(_given_by_hand()):
        if verdict := by_key.get((student, name)):
            _apply(verdict, check, *given)
    return found


def _given_by_hand() -> Any:
    return (
        select(
            api.SubmittedAssignment.student_id,
            api.Assignment.name,
            api.BaseCell.name,
            api.Grade.manual_score,
            api.Grade.extra_credit,
            api.Grade.needs_manual_grade,
        )
        .join(api.Assignment, api.SubmittedAssignment.assignment)
        .join(api.SubmittedNotebook, api.SubmittedAssignment.notebooks)
        .join(api.Grade, api.SubmittedNotebook.grades)
        .join(api.BaseCell, api.Grade.cell)
        .where(or_(api.Grade.manual_score.isnot(None), api.Grade.extra_credit != 0))
    )


def _apply(
    verdict: Verdict, name: str, by_hand: float | None, extra: float | None, waits: bool
) -> None:
    if check := verdict.checks.get(name):
        check.score = (check.score if by_hand is None else by_hand) + (extra or 0.0)
        check.waiting = waits


def read_audits(connection: Connection, assignment: str) -> dict[str, dict[str, str]]:
    """Return the hashes that each student's score was made from."""
    query = select(verdicts.c.student, verdicts.c.row).order_by(verdicts.c.student)
    rows = connection.execute(query.where(verdicts.c.assignment == assignment))
    return {student: row["audit"] for student, row in rows}


def read_history(connection: Connection, student: str | None) -> list[dict[str, Any]]:
    """Return all entries of the history, the oldest first."""
    query = select(audit).order_by(audit.c.id)
    if student is not None:
        query = query.where(audit.c.student == student)
    rows = connection.execute(query).mappings()
    return [{k: v for k, v in row.items() if k != "id"} for row in rows]
