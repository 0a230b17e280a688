"""Gradescope's results.json, one for each submission."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from grading.export.book import Book, Grade, Outcome, Work
from grading.export.sheet import no_roster


def gradescope(book: Book, roster: Path | None, outcome: Outcome) -> dict[str, str]:
    """Return a results.json for each student with a submission, by folder."""
    no_roster(roster, "gradescope")
    name = book.single.name
    return {
        folder_name(student.id): json.dumps(_results(work), indent=1) + "\n"
        for student in book.students
        if (work := book.works.get((name, student.id)))
    }


def folder_name(student: str) -> str:
    """Return a folder's name for a student, whatever the id holds.

    >>> folder_name("anna@uni.example"), folder_name("../anna"), folder_name("..")
    ('anna@uni.example', '..%2Fanna', '%2E%2E')
    """
    name = quote(student, safe=" @+,'()")
    return name if name.strip(".") else name.replace(".", "%2E")


def _results(work: Work) -> dict[str, Any]:
    return {
        "score": work.score,
        "output": work.late,
        "tests": [_test(grade) for grade in work.grades],
        "extra_data": {
            "assignment": work.assignment,
            "student": work.student,
            "max_score": work.maximum,
            "late_submission_penalty": work.penalty,
            "waiting": work.waiting,
        },
    }


def _test(grade: Grade) -> dict[str, Any]:
    return {
        "name": grade.name,
        "score": grade.score,
        "max_score": grade.maximum,
        "status": grade.status,
        "output": grade.said,
        # What a hidden part found is for the time after the grades are out.
        "visibility": "after_published" if grade.hidden else "visible",
    }
