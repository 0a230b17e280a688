"""Find the files that were handed in: in folders, zips, or one by one.

Nothing is unpacked to disk, and nothing but plain files is opened.
"""

from __future__ import annotations

import collections
import datetime
import functools
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

MAX_ENTRIES = 20_000
MAX_ENTRY = 2**30
MAX_TOTAL = 2**33
MAX_RATIO = 200
RATIO_FROM = 2**24
JUNK = {
    "__macosx",
    ".ipynb_checkpoints",
    "__pycache__",
    "thumbs.db",
    "desktop.ini",
    "timestamp.txt",
    "submission_metadata.yml",
    "predictions.json",
}


@dataclass(frozen=True)
class Found:
    """A file that was handed in.

    Attributes
    ----------
    parts : tuple of str
        Its path inside the source.
    source : Path
        The folder, zip or file that was named.
    modified : float
        When it was last changed, in seconds.
    open : callable
        Opens it for reading.
    refused : str
        Why it must not be opened, or "".
    """

    parts: tuple[str, ...]
    source: Path
    modified: float = 0.0
    open: Callable[[], IO[bytes]] | None = None
    refused: str = ""

    @property
    def name(self) -> str:
        """Return the path inside the source, in one line that can be printed."""
        text = "/".join(self.parts)
        return "".join(c if c.isprintable() else "?" for c in text)


def find(source: Path) -> list[Found]:
    """Return all files of a folder, a zip, or just the file itself."""
    if source.is_dir():
        return list(_in_folder(source))
    return list(_file(source, source, (source.name,)))


def _in_folder(source: Path) -> Iterator[Found]:
    closed: list[OSError] = []
    for folder, below, files in os.walk(source, onerror=closed.append):
        links = [name for name in below if Path(folder, name).is_symlink()]
        below[:] = sorted(n for n in set(below) - set(links) if not is_junk(n))
        for name in sorted(files + links):
            path = Path(folder, name)
            if not is_junk(name):
                yield from _file(path, source, path.relative_to(source).parts)
    for error in closed:
        parts = Path(error.filename).relative_to(source).parts
        yield Found(parts, source, refused=f"It cannot be read: {error.strerror}.")


def _file(path: Path, source: Path, parts: tuple[str, ...]) -> Iterator[Found]:
    try:
        status = path.stat() if path == source else path.lstat()
    except OSError as error:
        yield Found(parts, source, refused=f"It cannot be read: {error.strerror}.")
        return
    found = Found(parts, source, status.st_mtime, functools.partial(_open, path))
    if reason := _special(status.st_mode):
        yield replace(found, refused=reason)
    elif path.suffix.lower() == ".zip":
        inside = () if path == source else parts
        for entry in _in_zip(path):
            yield replace(entry, source=source, parts=inside + entry.parts)
    else:
        yield found


def _in_zip(path: Path) -> Iterator[Found]:
    """Yield a zip's files; a zip that must not be opened is one file, refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        why = "names in it are no UTF-8" if isinstance(error, UnicodeError) else error
        yield Found((), path, refused=f"The zip {path.name} cannot be read: {why}.")
        return
    if reason := _too_much(entries):
        yield Found((), path, refused=f"The zip {path.name} {reason}.")
        return
    names = [_name(entry) for entry in entries]
    count = collections.Counter(names)
    for entry, name in zip(entries, names, strict=True):
        pure = PurePosixPath(name.replace("\\", "/"))
        if any(is_junk(part) for part in pure.parts if part != ".."):
            continue
        refused = _refuse(entry, pure)
        if count[name] > 1:
            refused = "The zip holds two files of this name: which one is meant?"
        parts = tuple(p for p in pure.parts if p not in ("/", ".."))
        open_entry = functools.partial(_open_entry, path, entry)
        yield Found(parts, path, _modified(entry), open_entry, refused)


def _too_much(entries: list[zipfile.ZipInfo]) -> str:
    if len(entries) > MAX_ENTRIES:
        return f"holds {len(entries)} files; the limit is {MAX_ENTRIES}"
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        return f"unpacks to {total >> 20} MB; the limit is {MAX_TOTAL >> 20} MB"
    return ""


def _refuse(entry: zipfile.ZipInfo, path: PurePosixPath) -> str:
    """Say why an entry of a zip must not be opened, or "" when it may."""
    first = path.parts[0] if path.parts else ""
    if path.is_absolute() or ".." in path.parts or first[1:2] == ":":
        return "Its path leads out of the zip."
    if "\ufffd" in str(path):
        return "Its name is no UTF-8. Rename it and pack it again."
    if reason := _special(entry.external_attr >> 16):
        return reason
    if entry.flag_bits & 1:
        return "It is encrypted. Pack it again without a password."
    if path.suffix.lower() == ".zip":
        return "It is a zip inside a zip. Unpack it first."
    if entry.file_size > MAX_ENTRY:
        return f"It has {entry.file_size >> 20} MB; the limit is {MAX_ENTRY >> 20} MB."
    ratio = entry.file_size / max(entry.compress_size, 1)
    if ratio > MAX_RATIO and entry.file_size > RATIO_FROM:
        return f"It unpacks to {ratio:.0f} times its size, like a zip bomb."
    return ""


def _special(mode: int) -> str:
    kind = stat.S_IFMT(mode)
    if kind == stat.S_IFLNK:
        return "It is a link, not a file."
    return "It is no plain file." if kind not in (0, stat.S_IFREG) else ""


def _name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; many programs write UTF-8 and do not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    return entry.filename.encode("cp437", "replace").decode("utf-8", "replace")


def _modified(entry: zipfile.ZipInfo) -> float:
    try:
        return datetime.datetime(*entry.date_time).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _open_entry(path: Path, entry: zipfile.ZipInfo) -> IO[bytes]:
    # The stream keeps the file open for as long as it is read itself.
    return zipfile.ZipFile(path).open(entry)


def is_junk(name: str) -> bool:
    """Tell whether a file belongs to a system or an editor, not to a student."""
    return name.lower() in JUNK or name.startswith((".", "~$"))
