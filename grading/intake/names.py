"""Whose submission is it? What file names of learning platforms say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grading.intake.files import Found

MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?.*"
)
CANVAS = re.compile(
    r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<number>\d+)_\d+_.+", re.IGNORECASE
)
GRADESCOPE = re.compile(r"(?P<name>submission_\d+)")
COPY = re.compile(r"( ?\(\d+\)|[ -]Copy\d*|-\d+| - Copy( \(\d+\))?)+$", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Owner:
    """A student, as a file name tells it.

    Attributes
    ----------
    name : str
        Fit to be the name of a folder.
    number : str, default=""
        What the platform calls them.
    late : bool, default=False
        Whether the platform marked the submission as late.
    """

    name: str
    number: str = ""
    late: bool = False


def owner(found: Found, assignment: str, wrapper: str = "") -> Owner:
    """Tell whose file it is.

    Parameters
    ----------
    found : Found
    assignment : str
    wrapper : str, default=""
        A folder around everybody's files, see `wrapper_of`.
    """
    parts = found.parts[1:] if wrapper and found.parts[:1] == (wrapper,) else None
    parts = parts or found.parts
    for part in parts:
        for pattern in (MOODLE, CANVAS, GRADESCOPE):
            if match := pattern.fullmatch(part):
                groups = match.groupdict()
                return Owner(
                    tidy(groups["name"]),
                    groups.get("number") or "",
                    bool(groups.get("late")),
                )
    if assignment in parts[1:-1]:
        return Owner(tidy(parts[parts.index(assignment, 1) - 1]))
    if len(parts) > 1 and parts[0] != assignment:
        return Owner(tidy(re.sub(r"\.zip$", "", parts[0], flags=re.IGNORECASE)))
    return _flat(parts, found.source, assignment)


def _flat(parts: Sequence[str], source: Path, assignment: str) -> Owner:
    """Tell whose file it is when no folder inside the source says so."""
    stem = _stem(parts[-1]) if parts else source.stem
    if match := _before(assignment).fullmatch(stem):
        return Owner(tidy(match["name"]))
    if stem.lower() != assignment.lower():
        return Owner(tidy(stem))
    home = source.resolve()
    if home.is_file() and home.suffix.lower() != ".zip":
        home = home.parent
    if home.name == assignment:
        home = home.parent
    return Owner(tidy(home.stem if home.suffix.lower() == ".zip" else home.name))


def wrapper_of(files: Sequence[Found], assignment: str) -> str:
    """Return the folder that lies around the files of several students, or ""."""
    first = {found.parts[:1] for found in files if found.parts}
    if len(first) != 1 or any(len(found.parts) < 2 for found in files):
        return ""
    ((wrapper,),) = first
    folders = {found.parts[1] for found in files if len(found.parts) > 2}
    named = {
        match["name"]
        for found in files
        if (match := _before(assignment).fullmatch(_stem(found.parts[1])))
    }
    several = len(folders - {assignment}) > 1 or len(named) > 1
    return wrapper if several and not CANVAS.fullmatch(wrapper) else ""


def tidy(name: str) -> str:
    """Make a name fit to be the name of a folder.

    >>> tidy("  Full  Name: ../x ")
    'Full-Name-.._x'
    """
    name = unicodedata.normalize("NFC", name)
    name = "".join(c if c.isprintable() else "_" for c in name)
    name = re.sub(r"[\s:]+", "-", name.strip())
    name = re.sub(r'[/\\*?"<>|+]', "_", name).strip(".-")
    return name[:80] or "unnamed"


def _stem(name: str) -> str:
    stem = name[: -len(Path(name).suffix)] if Path(name).suffix else name
    return COPY.sub("", stem) or stem


def _before(assignment: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>.+?)[ _-]+{re.escape(assignment)}", re.IGNORECASE)
