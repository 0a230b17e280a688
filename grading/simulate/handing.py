"""What a student hands in, and how a learning platform passes a class on."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grading.simulate.answers import Points

EPOCH = (2026, 1, 5, 12, 0, 0)


@dataclass(frozen=True)
class Handed:
    """What one student hands in.

    Attributes
    ----------
    student : str
        A name that says what kind of submission it is.
    file : bytes
    name : str
        The name of the file.
    deserves : dict or None
        The points that each check should give; None if it cannot be read at all.
    about : str
        What is special about it, in a sentence.
    """

    student: str
    file: bytes
    name: str
    deserves: Points | None
    about: str

    @property
    def score(self) -> float:
        """Return the points that it deserves for code."""
        return sum((self.deserves or {}).values())


def write_class(handed: Iterable[Handed], folder: Path) -> list[Path]:
    """Write a class the way learning platforms pass it on.

    Every other submission goes into one zip with Canvas's names; each of the others
    becomes a folder of its own.

    Parameters
    ----------
    handed : list of Handed
    folder : Path
        Is made if it is not there.

    Returns
    -------
    sources : list of Path
        The zip and the folder with the folders, for `grading intake`.
    """
    every = list(handed)
    folder.mkdir(parents=True, exist_ok=True)
    archive, folders = folder / "submissions.zip", folder / "folders"
    _write_zip(every[::2], archive)
    for one in every[1::2]:
        path = folders / one.student / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.file)
    return [archive, folders] if folders.is_dir() else [archive]


def _write_zip(handed: Iterable[Handed], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, one in enumerate(handed, start=1001):
            name = f"{one.student}_{number}_{number + 70_000}_{one.name}"
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, one.file)
