"""What the gradebook knows of a class's work, read without changing it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbgrader import api
from sqlalchemy import Connection, Select, create_engine, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from grading.feedback.grades import Grades


def read_grades(db: Path, assignment: str) -> dict[str, Grades]:
    """Return what a gradebook knows of an assignment, by student.

    Raises
    ------
    OSError
        When there is no gradebook, or the file is none; the message says what to do.
    """
    try:
        with _reading(db) as connection:
            known = _submissions(connection, assignment)
            _add_scores(connection, assignment, known)
            _add_comments(connection, assignment, known)
            _add_verdicts(connection, assignment, known)
            return known
    except SQLAlchemyError as error:
        why = getattr(error, "orig", None) or error
        raise OSError(f"{db} cannot be read as a gradebook: {why}.") from None


@contextmanager
def _reading(db: Path) -> Iterator[Connection]:
    """Open a gradebook for reading only."""
    if not db.is_file():
        raise FileNotFoundError(
            f"There is no gradebook {db}. `python -m grading grade` makes one."
        )
    uri = f"{db.resolve().as_uri()}?mode=ro"
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(uri, uri=True, timeout=60),
        poolclass=NullPool,
    )
    with engine.connect() as connection:
        yield connection


def _of(assignment: str, *columns: Any) -> Select[Any]:
    """Select columns of an assignment's notebooks, each row with its student."""
    return (
        select(api.SubmittedAssignment.student_id, *columns)
        .select_from(api.SubmittedNotebook)
        .join(api.SubmittedNotebook.assignment)
        .join(api.Assignment, api.SubmittedAssignment.assignment)
        .join(api.Notebook, api.SubmittedNotebook.notebook)
        .where(api.Assignment.name == assignment, api.Notebook.name == assignment)
    )


def _submissions(connection: Connection, assignment: str) -> dict[str, Grades]:
    penalty = api.SubmittedNotebook.late_submission_penalty
    rows = connection.execute(_of(assignment, penalty))
    return {student: Grades(late_penalty=late or 0.0) for student, late in rows}


def _add_scores(
    connection: Connection, assignment: str, known: dict[str, Grades]
) -> None:
    grade, cell = api.Grade.__table__.c, api.BaseCell.__table__
    points = {
        row.id: row.max_score or 0.0
        for table in (api.GradeCell.__table__, api.TaskCell.__table__)
        for row in connection.execute(select(table.c.id, table.c.max_score))
    }
    query = (
        _of(
            assignment,
            cell.c.name,
            grade.cell_id,
            grade.auto_score,
            grade.manual_score,
            grade.extra_credit,
            grade.needs_manual_grade,
        )
        .join(api.Grade.__table__, grade.notebook_id == api.SubmittedNotebook.id)
        .join(cell, cell.c.id == grade.cell_id)
    )
    for student, name, key, auto, manual, extra, waiting in connection.execute(query):
        given = manual if manual is not None else auto
        known[student].cells[name] = {
            "score": (given or 0.0) + (extra or 0.0),
            "points": points.get(key, 0.0),
            "extra_credit": extra or 0.0,
            "waiting": bool(waiting),
        }


def _add_comments(
    connection: Connection, assignment: str, known: dict[str, Grades]
) -> None:
    comment, cell = api.Comment.__table__.c, api.BaseCell.__table__
    query = (
        _of(assignment, cell.c.name, comment.auto_comment, comment.manual_comment)
        .join(api.Comment.__table__, comment.notebook_id == api.SubmittedNotebook.id)
        .join(cell, cell.c.id == comment.cell_id)
    )
    for student, name, auto, manual in connection.execute(query):
        said = manual if manual is not None else auto
        if said:
            known[student].cells.setdefault(name, {})["comment"] = said


def _add_verdicts(
    connection: Connection, assignment: str, known: dict[str, Grades]
) -> None:
    """Add what the grader recorded, where it has graded and not plain nbgrader."""
    if "verdicts" not in inspect(connection).get_table_names():
        return
    query = text("SELECT student, row FROM verdicts WHERE assignment = :name")
    for student, row in connection.execute(query, {"name": assignment}):
        verdict, grades = json.loads(row), known.get(student)
        if grades is None:
            continue
        grades.repairs, grades.faults = verdict["repairs"], verdict["faults"]
        grades.why = verdict["why"]
        for name, check in verdict["checks"].items():
            if name in grades.cells and check["message"]:
                grades.cells[name]["message"] = check["message"]
