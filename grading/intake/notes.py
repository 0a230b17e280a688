"""What the intake said of each submission, kept for whoever grades it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grading.intake.batch import Intake


@dataclass(frozen=True)
class Note:
    """What was said of one submission.

    Attributes
    ----------
    file : str
        The hash of the notebook that was written; "" where it was unreadable.
    repairs : tuple of str
        What was mended.
    why : str
        Why it is unreadable.
    """

    file: str = ""
    repairs: tuple[str, ...] = ()
    why: str = ""

    def is_about(self, notebook: Path) -> bool:
        """Tell whether the notebook is still the one that was written."""
        return notebook.is_file() and hash_of(notebook) == self.file


def hash_of(path: Path) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def place(submitted: Path, assignment: str) -> Path:
    """Return where the notes on an assignment lie: beside the folder `submitted`."""
    return submitted.parent / "intake" / f"{assignment}.json"


def read_notes(submitted: Path, assignment: str) -> dict[str, Note]:
    """Return the notes on an assignment by student; none where they are damaged."""
    try:
        rows = json.loads(place(submitted, assignment).read_text(encoding="utf-8"))
        return {
            str(student): Note(row["file"], tuple(row["repairs"]), row["why"])
            for student, row in rows.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_notes(submitted: Path, assignment: str, records: Iterable[Intake]) -> None:
    """Add what was said of some submissions to the notes."""
    notes = read_notes(submitted, assignment)
    for record in records:
        if record.path:
            file, why = hash_of(Path(record.path)), ""
            known = notes.get(record.student)
            if known and known.file == file and not record.repairs:
                continue  # what the intake itself wrote, taken in again
        else:
            file, why = "", (record.remarks or ["It could not be taken in."])[0]
        notes[record.student] = Note(file, tuple(record.repairs), why)
    path = place(submitted, assignment)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    rows = {student: note.__dict__ for student, note in sorted(notes.items())}
    partial.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    os.replace(partial, path)
