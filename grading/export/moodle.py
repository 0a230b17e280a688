"""Moodle's grading worksheet, filled in."""

from __future__ import annotations

import html
import textwrap
from pathlib import Path

from grading.export.book import Book, ExportError, Grade, Outcome, Work
from grading.export.sheet import (
    Key,
    Sheet,
    match,
    name_keys,
    other_maximum,
    put_scores,
    read_sheet,
    unmatched,
)

MARK = "Checks of the assignment"


def moodle(book: Book, roster: Path | None, outcome: Outcome) -> str:
    """Return Moodle's grading worksheet with grades and comments filled in.

    Parameters
    ----------
    book : Book
        The grades.
    roster : Path or None
        A grading worksheet that Moodle exported. Other columns stay as they are.
    outcome : Outcome
        Gets the notes and problems.

    Returns
    -------
    text : str
        The worksheet as CSV, for Moodle to import.
    """
    if roster is None:
        raise ExportError(
            "Moodle takes its own worksheet back: name it with --roster. Moodle "
            "gives it at 'Download grading worksheet' of the assignment."
        )
    task, sheet = book.single, read_sheet(roster)
    columns = ["Identifier", "Grade", "Last modified (grade)"]
    sheet.require("a grading worksheet exported from Moodle", columns)
    rows = list(range(len(sheet.rows)))
    pairs = match(rows, book.students, _moodle_keys(sheet))
    asked = {
        row: f"{sheet.get(row, 'Full name')} ({sheet.get(row, 'Identifier')})"
        for row in rows
    }
    outcome.problems += unmatched(asked, book.students, pairs)
    outcome.notes += put_scores(sheet, "Grade", pairs, task.name, book)
    maxima = {sheet.get(row, "Maximum Grade") for row in pairs} - {""}
    outcome.problems += other_maximum("Maximum Grade", maxima, task)
    if sheet.has("Feedback comments"):
        for row, student in pairs.items():
            if work := book.works.get((task.name, student.id)):
                sheet.put(row, "Feedback comments", _comment(sheet, row, work))
    return sheet.text()


def _moodle_keys(sheet: Sheet) -> list[Key]:
    return [
        (lambda row: sheet.get(row, "ID number"), lambda s: s.id),
        (lambda row: sheet.get(row, "Username"), lambda s: s.id),
        (lambda row: sheet.get(row, "Email address"), lambda s: s.email),
        *name_keys(
            lambda row: sheet.get(row, "Full name"),
            lambda row: sheet.get(row, "Identifier").split(" ")[-1],
        ),
    ]


def _comment(sheet: Sheet, row: int, work: Work) -> str:
    """Return the summary, after what a person wrote and in place of an older one."""
    kept = sheet.get(row, "Feedback comments").partition(MARK)[0]
    return kept + ("<br>" if kept and not kept.endswith(">") else "") + _summary(work)


def _summary(work: Work) -> str:
    """Return what a student got for each check, as HTML, which Moodle shows."""
    lines = [f"{MARK}: {work.score:g} of {work.maximum:g} points.", work.late]
    lines += [_line(grade) for grade in work.grades]
    return "<br>".join(html.escape(line, quote=False) for line in lines if line)


def _line(grade: Grade) -> str:
    if grade.waiting:
        return f"{grade.name}: waits for a person, {grade.maximum:g} points"
    said = textwrap.shorten(grade.said, 200, placeholder=" ...")
    got = f"{grade.name}: {grade.score:g} of {grade.maximum:g}"
    return f"{got}. {said}" if said else got
