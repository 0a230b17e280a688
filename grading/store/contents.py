"""What a gradebook says, in a form in which two can be compared."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

Row = dict[str, Any]
# How long something took, and when; another run gives others.
VARYING = {"when", "seconds", "memory"}
# Tables whose ids were given by a person.
NAMED = {"student", "course"}
# Tables in the order in which their rows can be named, with what names a row.
NAMES = {
    "assignment": ("name",),
    "notebook": ("assignment_id", "name"),
    "base_cell": ("notebook_id", "type", "name"),
    "submitted_assignment": ("assignment_id", "student_id"),
    "submitted_notebook": ("assignment_id", "notebook_id"),
}


def dump(db: Path) -> dict[str, list[Row]]:
    """Return a gradebook's content without ids and times of recording.

    Parameters
    ----------
    db : Path
        nbgrader's SQLite file.

    Returns
    -------
    tables : dict
        The rows of each table, sorted. Ids are replaced by names. Two gradebooks with
        equal dumps show and export the same.
    """
    with closing(sqlite3.connect(db)) as connection:
        tables = dict(_tables(connection))
    names: dict[str, str] = {}
    for table, keys in NAMES.items():
        for row in tables.get(table, []):
            names[row["id"]] = "/".join(names.get(row[k], str(row[k])) for k in keys)
    return {
        table: sorted((_plain(table, row, names) for row in rows), key=json.dumps)
        for table, rows in tables.items()
    }


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Row]]]:
    connection.row_factory = sqlite3.Row
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in sorted(map(tuple, found)):
        rows = connection.execute(f'SELECT * FROM "{table}"')
        yield table, [dict(row) for row in rows]


def _plain(table: str, row: Row, names: dict[str, str]) -> Row:
    """Return a row with names in place of ids, and without what varies."""
    plain = {
        key: names.get(value, value) if isinstance(value, str) else value
        for key, value in row.items()
        if key not in VARYING and (key != "id" or table in NAMED or value in names)
    }
    for key in {"row", "answers"} & plain.keys():
        plain[key] = _without_varying(json.loads(plain[key]))
    return plain


def _without_varying(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_varying(v) for k, v in value.items() if k not in VARYING}
    return value
