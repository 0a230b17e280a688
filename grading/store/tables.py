"""The gradebook's file: nbgrader's tables, and two of ours in the same file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from nbgrader import api, dbutil
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    inspect,
)
from sqlalchemy.exc import DatabaseError

from grading.editions import course_config

GRADEBOOK = "gradebook.db"
# Others may hold the file for so long, such as the formgrader; in seconds.
PATIENCE = 60


class StoreError(Exception):
    """The state cannot be read or written; the message says why, in one line."""


ours = MetaData()

# What became of each submission; `answers` are hashes of its written answers.
verdicts = Table(
    "verdicts",
    ours,
    Column("student", String(128), primary_key=True),
    Column("assignment", String(128), primary_key=True),
    Column("row", JSON, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("when", DateTime, nullable=False),
)

# What each score was made from. Rows are added and never changed.
audit = Table(
    "audit",
    ours,
    Column("id", Integer, primary_key=True),
    Column("when", DateTime, nullable=False),
    Column("student", String(128), nullable=False, index=True),
    Column("assignment", String(128), nullable=False),
    Column("why", String, nullable=False),
    Column("old_score", Float),
    Column("new_score", Float),
    Column("penalty", Float),
    Column("submission", String),
    Column("source", String),
    Column("environment", String),
    Column("seed", String),
    Column("sandbox", String),
    Column("remarks", String, nullable=False),
)


def open_gradebook(root: Path) -> Engine:
    """Open a course's gradebook for writing; make it, or our tables, when missing.

    Raises
    ------
    StoreError
        When the file is no gradebook, or one of an older nbgrader.
    """
    path = root / GRADEBOOK
    if not path.exists():
        make_gradebook(path)
    engine = _engine(path)
    try:
        with engine.begin() as connection:
            _must_be_current(connection, path)
            ours.create_all(connection)
    except DatabaseError as error:
        engine.dispose()
        raise StoreError(f"{path} cannot be used: {error.orig}.") from None
    except StoreError:
        engine.dispose()
        raise
    return engine


def make_gradebook(path: Path) -> None:
    """Let nbgrader make a gradebook, under another name until it is whole."""
    partial = path.with_name(f".{path.name}.part")
    # A journal that a killed process left would be played back into the new file.
    for left in path.parent.glob(f"{partial.name}*"):
        left.unlink()
    # nbgrader would ask a program for its version, which takes seconds, and may outlive
    # us and its files.
    head = ScriptDirectory(dbutil.ALEMBIC_DIR).get_current_head()
    with closing(sqlite3.connect(partial)) as connection, connection:
        connection.execute(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"
        )
        connection.execute("INSERT INTO alembic_version VALUES (?)", (head,))
    course = course_config().CourseDirectory.course_id
    book = api.Gradebook(f"sqlite:///{partial}", course)
    book.close()
    os.replace(partial, path)


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": PATIENCE}, future=True
    )

    # So that a transaction begins with its first statement, and holds the file.
    @event.listens_for(engine, "connect")
    def _leave_transactions_to_us(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _must_be_current(connection: Connection, path: Path) -> None:
    found = inspect(connection)
    names = found.get_table_names()
    for name, table in api.Base.metadata.tables.items():
        has = {c["name"] for c in found.get_columns(name)} if name in names else set()
        if missing := {column.name for column in table.columns} - has:
            raise StoreError(
                f"{path} has no {name}.{min(missing)}: it is of an older nbgrader. Run "
                f"`nbgrader db upgrade` in {path.parent}."
            )
