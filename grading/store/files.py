"""Files of the state, each written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from nbformat import v4

from grading.editions import to_text
from grading.late import TIMESTAMP
from grading.store.tables import GRADEBOOK
from grading.verdicts import Verdict

# What nbgrader gives the files in `autograded/`.
READ_ONLY = 0o444


def write(path: Path, data: bytes) -> None:
    """Put a file in place at once; a reader sees the former one or all of this one."""
    partial = path.with_name(f".{path.name}.part")
    partial.unlink(missing_ok=True)
    with partial.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.chmod(READ_ONLY)
    os.replace(partial, path)


def write_graded(root: Path, verdict: Verdict, notebook: str, time: str | None) -> None:
    """Write a graded notebook, and when it was handed in, for nbgrader."""
    folder = root / "autograded" / verdict.student / verdict.assignment
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / f"{verdict.assignment}.ipynb", notebook.encode())
    if time is None:
        (folder / TIMESTAMP).unlink(missing_ok=True)
    else:
        write(folder / TIMESTAMP, time.encode())


def notice(verdict: Verdict) -> str:
    """Return what stands in place of a notebook that cannot be read.

    The formgrader and the feedback show it. What a student's file says is shown as
    code, so that nothing in it becomes part of the page.
    """
    text = (
        "# This submission could not be read\n\n"
        f"    {' '.join(verdict.why.split())}\n\n"
        "It counts 0 points. Hand in a notebook that Jupyter opens."
    )
    cell = v4.new_markdown_cell(text, id="unreadable")
    return to_text(v4.new_notebook(cells=[cell]))


def sweep(root: Path) -> int:
    """Remove what a killed writer did not finish; return how many files."""
    left = [
        *(root / "autograded").glob("*/*/.*.part"),
        *root.glob(f".{GRADEBOOK}.part*"),
    ]
    for path in left:
        path.unlink()
    return len(left)
