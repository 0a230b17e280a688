"""Write several files, all of them or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path


@contextlib.contextmanager
def writing(files: Mapping[Path, str]) -> Iterator[None]:
    """Write files; when that or the `with` block fails, put everything back.

    Each file is written beside its place and then renamed, so that none is ever half
    there.
    """
    before = {p: p.read_bytes() if p.is_file() else None for p in files}
    folders = {f for p in files for f in p.parents if not f.exists()}
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _put(path, text.encode("utf-8"))
        yield
    except BaseException:
        for path, data in before.items():
            with contextlib.suppress(OSError):
                _put(path, data)
        for folder in sorted(folders, reverse=True):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _put(path: Path, data: bytes | None) -> None:
    """Give a file its content, or none."""
    if data is None:
        path.unlink(missing_ok=True)
        return
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
