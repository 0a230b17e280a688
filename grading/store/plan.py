"""Let the gradebook know an assignment, also when it has changed under submissions."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping

from nbformat import NotebookNode
from nbgrader import api
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from grading.editions import course_config
from grading.store.cells import (
    BASE,
    COMMENTED,
    GRADED,
    KINDS,
    SOURCE,
    Cells,
    Key,
    Row,
    cells_of,
    changes,
    known_cells,
)

ASSIGNMENT = api.Assignment.__table__
NOTEBOOK = api.Notebook.__table__


def prepare(
    connection: Connection,
    assignment: str,
    source: NotebookNode,
    due: dt.datetime | None,
) -> list[str]:
    """Record an assignment and its cells; say in sentences what changed."""
    new = cells_of(source)
    said = _prepare_assignment(connection, assignment, due)
    found = _notebook(connection, assignment)
    kernel = json.dumps(source.metadata.get("kernelspec", {}), sort_keys=True)
    if found is None:
        found = _add_notebook(connection, assignment)
        count, points = len(new.points()), sum(new.points().values())
        said.append(f"Added `{assignment}`: {count} graded cells, {points:g} points.")
        old = Cells({}, {})
    else:
        old = known_cells(connection, found)
        said += changes(old, new)
    connection.execute(
        update(NOTEBOOK).where(NOTEBOOK.c.id == found).values(kernelspec=kernel)
    )
    replace_cells(connection, found, old, new)
    return said


def _prepare_assignment(
    connection: Connection, name: str, due: dt.datetime | None
) -> list[str]:
    course = course_config().CourseDirectory.course_id
    for table, row in (
        (api.Course.__table__, {"id": course}),
        (ASSIGNMENT, {"name": name, "course_id": course}),
    ):
        connection.execute(insert(table).values(row).on_conflict_do_nothing())
    mine = ASSIGNMENT.c.name == name
    before = connection.scalar(select(ASSIGNMENT.c.duedate).where(mine))
    if due is None or due == before:
        return []
    connection.execute(update(ASSIGNMENT).where(mine).values(duedate=due))
    return [f"`{name}` is due on {due:%Y-%m-%d %H:%M} UTC."]


def _notebook(connection: Connection, assignment: str) -> str | None:
    query = select(NOTEBOOK.c.id).join(ASSIGNMENT)
    query = query.where(NOTEBOOK.c.name == assignment, ASSIGNMENT.c.name == assignment)
    return connection.scalar(query)


def _add_notebook(connection: Connection, assignment: str) -> str:
    """Add an assignment's notebook, and to its submissions, too, if there are any."""
    home = connection.scalar(
        select(ASSIGNMENT.c.id).where(ASSIGNMENT.c.name == assignment)
    )
    new: str = api.new_uuid()
    row = {"id": new, "name": assignment, "assignment_id": home}
    connection.execute(insert(NOTEBOOK).values(row))
    submitted = select(api.SubmittedAssignment.id).where(
        api.SubmittedAssignment.assignment_id == home
    )
    for submission in list(connection.scalars(submitted)):
        connection.execute(
            insert(api.SubmittedNotebook.__table__).values(
                assignment_id=submission, notebook_id=new
            )
        )
    return new


def replace_cells(
    connection: Connection, notebook: str, old: Cells, new: Cells
) -> None:
    """Bring a notebook's cells up to date, and with them every submission's rows.

    Grades and comments go with their cell. A cell that is new has neither score nor
    comment, and waits for nobody: grading again fills it in.
    """
    ids = {
        (kind, name): cell
        for cell, kind, name in connection.execute(
            select(BASE.c.id, BASE.c.type, BASE.c.name).where(
                BASE.c.notebook_id == notebook
            )
        )
    }
    _remove(connection, {key: ids[key] for key in old.roles.keys() - new.roles.keys()})
    submitted = list(
        connection.scalars(
            select(api.SubmittedNotebook.id).where(
                api.SubmittedNotebook.notebook_id == notebook
            )
        )
    )
    for key, row in new.roles.items():
        table = KINDS[key[0]].__table__
        if key not in old.roles:
            cell = _add(connection, notebook, key, row)
            add_to_submissions(connection, key[0], cell, submitted)
        elif row != old.roles[key]:
            connection.execute(
                update(table).where(table.c.id == ids[key]).values(**row)
            )
    _replace_sources(connection, notebook, old.sources, new.sources)


def _remove(connection: Connection, ids: Mapping[Key, str]) -> None:
    for (kind, _), cell in ids.items():
        for table, column in (
            (api.Grade.__table__, "cell_id"),
            (api.Comment.__table__, "cell_id"),
            (KINDS[kind].__table__, "id"),
            (BASE, "id"),
        ):
            connection.execute(delete(table).where(table.c[column] == cell))


def _add(connection: Connection, notebook: str, key: Key, row: Row) -> str:
    cell = api.new_uuid()
    kind, name = key
    connection.execute(
        insert(BASE).values(id=cell, name=name, notebook_id=notebook, type=kind)
    )
    connection.execute(insert(KINDS[kind].__table__).values(id=cell, **row))
    return cell


def add_to_submissions(
    connection: Connection, kind: str, cell: str, submitted: Iterable[str]
) -> None:
    """Give submissions what nbgrader expects for a cell: a grade, or a comment."""
    rows = [{"cell_id": cell, "notebook_id": each} for each in submitted]
    if rows and kind in GRADED:
        grades = [row | {"needs_manual_grade": False} for row in rows]
        connection.execute(insert(api.Grade.__table__), grades)
    if rows and kind in COMMENTED:
        connection.execute(insert(api.Comment.__table__), rows)


def _replace_sources(
    connection: Connection,
    notebook: str,
    old: Mapping[str, Row],
    new: Mapping[str, Row],
) -> None:
    mine = SOURCE.c.notebook_id == notebook
    for name in old.keys() - new.keys():
        connection.execute(delete(SOURCE).where(mine, SOURCE.c.name == name))
    for name, row in new.items():
        if name not in old:
            connection.execute(
                insert(SOURCE).values(name=name, notebook_id=notebook, **row)
            )
        elif row != old[name]:
            connection.execute(
                update(SOURCE).where(mine, SOURCE.c.name == name).values(**row)
            )
