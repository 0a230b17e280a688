"""One submission's result in the gradebook: what follows from a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, update
from sqlalchemy.dialects.sqlite import insert

from grading.late import Late
from grading.store.cells import COMMENTED, GRADED, Row
from grading.store.penalties import Lateness, lateness
from grading.store.place import (
    ASSIGNED,
    COMMENT,
    GRADE,
    SUBMITTED,
    Place,
    effective,
)
from grading.store.records import Former
from grading.store.texts import Texts
from grading.verdicts import UNREADABLE, Verdict

# Statements that change a row, with the names of values after "new_".
CHANGE = {
    table: update(table)
    .where(
        table.c.cell_id == bindparam("new_cell_id"),
        table.c.notebook_id == bindparam("new_notebook_id"),
    )
    .values({column: bindparam(f"new_{column}") for column in columns})
    for table, columns in (
        (GRADE, ("auto_score", "needs_manual_grade")),
        (COMMENT, ("auto_comment",)),
    )
}


def write_grades(
    connection: Connection,
    place: Place,
    verdict: Verdict,
    texts: Texts,
    before: Former | None,
) -> float:
    """Write what each check gives; return the score, with what a person gave."""
    rows = []
    for (kind, name), cell in place.home.cells.items():
        if kind in GRADED:
            old: RowMapping | Row = place.grades.get(cell, {})
            auto, waits = _graded(verdict, name, kind)
            if old.get("manual_score") is not None:
                again = _must_be_seen_again(name, verdict, texts, before)
                waits = again or old["needs_manual_grade"]
            row: Row = {"cell_id": cell, "notebook_id": place.submitted}
            row |= {k: old.get(k) for k in ("manual_score", "extra_credit")}
            rows.append(row | {"auto_score": auto, "needs_manual_grade": waits})
    _save(connection, GRADE, rows, place.grades.keys())
    return sum(effective(row) for row in rows)


def _graded(verdict: Verdict, name: str, kind: str) -> tuple[float | None, bool]:
    """Return a cell's automatic score, and whether it waits for a person."""
    if name in verdict.checks:
        check = verdict.checks[name]
        return (None, True) if check.waiting else (check.score, False)
    if verdict.verdict == UNREADABLE or kind == "GradeCell":
        return 0.0, False
    return None, True


def _must_be_seen_again(
    name: str, verdict: Verdict, texts: Texts, before: Former | None
) -> bool:
    """Tell whether what a person scored is no longer what is there."""
    if before is not None and before.has_submission(verdict):
        return False
    if before is None or name not in texts.answers:
        return True
    return texts.answers[name] != before.answers.get(name)


def write_comments(connection: Connection, place: Place, texts: Texts) -> None:
    """Say "No response." to answers that are as they were handed out."""
    rows = [
        {
            "cell_id": cell,
            "notebook_id": place.submitted,
            "auto_comment": "No response." if name in texts.unchanged else None,
        }
        for (kind, name), cell in place.home.cells.items()
        if kind in COMMENTED
    ]
    _save(connection, COMMENT, rows, place.comments.keys())


def _save(
    connection: Connection, table: Any, rows: list[Row], known: Collection[str]
) -> None:
    """Change the rows whose cells are known, and add the others."""
    old = [row for row in rows if row["cell_id"] in known]
    new = [row for row in rows if row["cell_id"] not in known]
    if old:
        values = [{f"new_{key}": value for key, value in row.items()} for row in old]
        connection.execute(CHANGE[table], values)
    if new:
        connection.execute(insert(table), new)


def write_time(
    connection: Connection,
    place: Place,
    verdict: Verdict,
    late: Late,
    handed_in: dt.datetime | None,
    score: float,
) -> Lateness:
    """Write when it was handed in and what lateness costs; return that."""
    terms = late.for_(
        verdict.student, verdict.assignment, place.home.due, place.extension
    )
    costs = lateness(late, terms, handed_in, score, place.home.maximum)
    connection.execute(
        update(ASSIGNED)
        .where(ASSIGNED.c.id == place.assigned)
        .values(timestamp=handed_in, extension=terms.extension)
    )
    connection.execute(
        update(SUBMITTED)
        .where(SUBMITTED.c.id == place.submitted)
        .values(late_submission_penalty=costs.penalty)
    )
    return costs
