"""When was it handed in? nbgrader's timestamp.txt, carried over with a submission."""

from __future__ import annotations

import os
import zipfile
import zlib
from pathlib import Path

from grading.intake.files import Found
from grading.intake.names import CANVAS, GRADESCOPE, MOODLE
from grading.late import MAX_TIMESTAMP, TIMESTAMP, legible, parse_time, timestamp_text

BROKEN = (OSError, RuntimeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error)


def carry_time(found: Found, folder: Path, replaced: bool) -> str:
    """Write when a notebook was handed in beside it; return what is worth saying.

    Parameters
    ----------
    found : Found
        The notebook that was taken.
    folder : Path
        Where it was written to.
    replaced : bool
        Whether it took the place of another, whose time it must not inherit.
    """
    text, path = time_beside(found), folder / TIMESTAMP
    moment = parse_time(text) if text else None
    if text is None or moment is None:
        if replaced:
            path.unlink(missing_ok=True)
        return f"Its {TIMESTAMP} holds no time that can be understood." if text else ""
    if timestamp_text(path) != legible(text):
        partial = path.with_name(f".{path.name}.part")
        partial.write_text(legible(text), encoding="utf-8")
        os.replace(partial, path)
    return ""


def time_beside(found: Found) -> str | None:
    """Return what the timestamp.txt beside a notebook says, if it can be trusted.

    A platform's folders and a zip among the files hold what a student packed, so that
    a time in there would be what the student says.
    """
    platforms = (MOODLE, CANVAS, GRADESCOPE)
    if any(each.fullmatch(part) for part in found.parts for each in platforms):
        return None
    inside = found.parts[:-1]
    if found.source.is_dir():
        return timestamp_text(found.source.joinpath(*inside, TIMESTAMP))
    if found.source.suffix.lower() == ".zip":
        return _in_zip(found.source, "/".join((*inside, TIMESTAMP)))
    return timestamp_text(found.source.parent / TIMESTAMP)


def _in_zip(path: Path, name: str) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as stream:
            data = stream.read(MAX_TIMESTAMP)
    except (KeyError, *BROKEN):
        return None
    return data.decode("utf-8", "replace").strip() or None
