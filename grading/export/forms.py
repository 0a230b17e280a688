"""One gradebook, several forms: what is read, refused and written."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from grading.export.book import Book, ExportError, Outcome, read_book
from grading.export.canvas import canvas
from grading.export.gradescope import gradescope
from grading.export.moodle import moodle
from grading.export.sheet import csv_text, no_roster, plain

COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


def export(
    db: Path,
    form: str,
    out: Path,
    *,
    assignment: str | None = None,
    roster: Path | None = None,
    final: bool = False,
) -> Outcome:
    """Write the grades of a gradebook in a form that another system takes.

    Parameters
    ----------
    db : Path
        nbgrader's gradebook. It is only read.
    form : str
        A key of `FORMS`: nbgrader, canvas, moodle or gradescope.
    out : Path
        The file to write; for Gradescope a folder. It appears whole or not at all.
    assignment : str, optional
        The assignment to export; by default all, where the form can hold several.
    roster : Path, optional
        The sheet to fill in: Canvas's gradebook or Moodle's grading worksheet.
    final : bool, default=False
        Write nothing as long as grades wait for a person.

    Returns
    -------
    outcome : Outcome
        Whether it was written, with notes, and problems that a person should look at.
    """
    _check_target(out, form, [path for path in (db, roster) if path])
    book = read_book(db, assignment)
    outcome = Outcome()
    if waiting := [count for w in book.works.values() if (count := w.waiting)]:
        said = f"{sum(waiting)} grades of {len(waiting)} submissions wait for a person"
        if final:
            outcome.problems.append(f"{said}: nothing was written.")
            return outcome
        outcome.notes.append(f"{said}; until then points are missing.")
    content = FORMS[form](book, roster, outcome)
    try:
        if isinstance(content, str):
            _write_file(out, content)
        else:
            _write_folder(out, content)
    except OSError as error:
        raise ExportError(f"{out} cannot be written: {error.strerror}.") from None
    outcome.written = True
    return outcome


def nbgrader_csv(book: Book, roster: Path | None, outcome: Outcome) -> str:
    """Return the table that nbgrader's own export plugin writes, quoted properly."""
    no_roster(roster, "nbgrader")
    rows = [list(COLUMNS)]
    for task in book.assignments:
        for student in book.students:
            work = book.works.get((task.name, student.id))
            values = (
                task.name,
                task.duedate,
                work.timestamp if work else "",
                student.id,
                student.last,
                student.first,
                student.email,
                work.raw if work else 0.0,
                work.penalty if work else 0.0,
                work.score if work else 0.0,
                task.maximum,
            )
            rows.append([plain(value) for value in values])
    return csv_text(rows)


FORMS: dict[str, Callable[[Book, Path | None, Outcome], str | dict[str, str]]] = {
    "nbgrader": nbgrader_csv,
    "canvas": canvas,
    "moodle": moodle,
    "gradescope": gradescope,
}


def _check_target(out: Path, form: str, inputs: list[Path]) -> None:
    """Refuse a target that cannot be replaced without harm."""
    if any(out.exists() and path.exists() and out.samefile(path) for path in inputs):
        raise ExportError(f"{out} would overwrite what is read. Name another --out.")
    if not out.absolute().parent.is_dir():
        raise ExportError(f"{out} cannot be written: there is no folder {out.parent}.")
    if form != "gradescope" and out.is_dir():
        raise ExportError(f"{out} is a folder. Name a file.")
    if form == "gradescope" and out.exists() and not _is_earlier_export(out):
        raise ExportError(f"{out} holds other things. Name a folder of its own.")


def _is_earlier_export(out: Path) -> bool:
    return out.is_dir() and all(
        path.is_dir() and [file.name for file in path.iterdir()] == ["results.json"]
        for path in out.iterdir()
    )


def _write_file(out: Path, text: str) -> None:
    """Write a file under another name, readable for its owner, and rename it."""
    with tempfile.TemporaryDirectory(prefix=".export-", dir=out.parent) as folder:
        with tempfile.NamedTemporaryFile(
            "w", dir=folder, delete=False, encoding="utf-8", newline=""
        ) as file:
            file.write(text)
        Path(file.name).replace(out)


def _write_folder(out: Path, files: Mapping[str, str]) -> None:
    """Write a results.json for each student in a new folder; it takes out's place."""
    with tempfile.TemporaryDirectory(
        prefix=".export-", dir=out.absolute().parent
    ) as made:
        new, old = Path(made, "new"), Path(made, "old")
        new.mkdir(mode=0o700)
        for folder, text in files.items():
            (new / folder).mkdir()
            (new / folder / "results.json").write_text(text, encoding="utf-8")
        if out.exists():
            out.rename(old)
        new.rename(out)
