"""Canvas's gradebook, filled in or made new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from grading.export.book import Assignment, Book, ExportError, Outcome, Student
from grading.export.sheet import (
    Key,
    Sheet,
    folded,
    match,
    name_keys,
    other_maximum,
    plain,
    put_scores,
    read_sheet,
    unmatched,
    who,
)

# Canvas's own columns of totals; assignments stand before them.
TOTALS = re.compile(r"(Current|Final|Override) (Score|Points|Grade|Status)")


def canvas(book: Book, roster: Path | None, outcome: Outcome) -> str:
    """Return Canvas's gradebook with the scores filled in, or a minimal one.

    Parameters
    ----------
    book : Book
        The grades.
    roster : Path or None
        A gradebook that Canvas exported. Its other columns stay as they are.
    outcome : Outcome
        Gets the notes and problems.

    Returns
    -------
    text : str
        The gradebook as CSV, for Canvas to import.
    """
    if roster is None:
        sheet = _new_canvas(book.students)
        pairs = dict(enumerate(book.students, start=1))
        outcome.problems += [
            f"without lms_user_id, so Canvas goes by login and name: {who(student)}"
            for student in book.students
            if not student.lms_id
        ]
    else:
        sheet, kind = read_sheet(roster), "a gradebook exported from Canvas"
        sheet.require(kind, ["ID", "Section"])
        sheet.require(kind, ["LastName" if sheet.has("LastName") else "Student"])
        rows = [row for row in range(len(sheet.rows)) if _is_student(sheet, row)]
        pairs = match(rows, book.students, _canvas_keys(sheet))
        asked = {
            row: f"{_canvas_name(sheet, row)} (ID {sheet.get(row, 'ID')})"
            for row in rows
        }
        outcome.problems += unmatched(asked, book.students, pairs)
    points = _points_row(sheet)
    for task in book.handed_in:
        column = _canvas_column(sheet, task.name)
        outcome.problems += _put_maximum(sheet, points, column, task)
        outcome.notes += put_scores(sheet, column, pairs, task.name, book)
    return sheet.text()


def _canvas_keys(sheet: Sheet) -> list[Key]:
    return [
        (lambda row: sheet.get(row, "ID"), lambda s: s.lms_id),
        (lambda row: sheet.get(row, "SIS User ID"), lambda s: s.id),
        (lambda row: sheet.get(row, "SIS Login ID"), lambda s: s.id),
        (lambda row: sheet.get(row, "SIS Login ID"), lambda s: s.email),
        *name_keys(
            lambda row: _canvas_name(sheet, row), lambda row: sheet.get(row, "ID")
        ),
    ]


def _canvas_name(sheet: Sheet, row: int) -> str:
    if sheet.has("LastName"):
        return f"{sheet.get(row, 'LastName')}, {sheet.get(row, 'FirstName')}"
    # Canvas writes ="=Anna" for a name that begins as a formula does.
    return re.sub(r'^="(.*)"$', r"\1", sheet.get(row, "Student"))


def _is_student(sheet: Sheet, row: int) -> bool:
    """Tell students from points, posting policies and Canvas's test student."""
    name = _canvas_name(sheet, row).strip(", ")
    if "Points Possible" in sheet.rows[row][0] or name == "Student, Test":
        return False
    return bool(name or sheet.get(row, "ID"))


def _new_canvas(students: Sequence[Student]) -> Sheet:
    header = ["Student", "ID", "SIS Login ID", "Section"]
    rows = [
        [
            plain(f"{s.last}, {s.first}" if s.last and s.first else s.full or s.id),
            plain(s.lms_id),
            plain(s.id),
            "",
        ]
        for s in students
    ]
    return Sheet(Path(), header, [["    Points Possible", "", "", ""], *rows])


def _canvas_column(sheet: Sheet, name: str) -> str:
    """Return the heading of an assignment's column; make one if there is none."""
    for heading in sheet.header:
        title = re.sub(r" \(\d+\)$", "", heading)
        if folded(name) in {folded(heading), folded(title)}:
            return heading
    totals = [i for i, heading in enumerate(sheet.header) if TOTALS.search(heading)]
    place = min(totals, default=len(sheet.header))
    for row in (sheet.header, *sheet.rows):
        row.insert(place, "")
    sheet.header[place] = name
    return name


def _points_row(sheet: Sheet) -> int:
    for row, cells in enumerate(sheet.rows):
        if "Points Possible" in cells[0]:
            return row
    raise ExportError(f"{sheet.path} has no row 'Points Possible'. Export it again.")


def _put_maximum(sheet: Sheet, row: int, column: str, task: Assignment) -> list[str]:
    if there := sheet.get(row, column):
        return other_maximum("Points Possible", {there}, task)
    sheet.put(row, column, f"{task.maximum:.2f}")
    return []
