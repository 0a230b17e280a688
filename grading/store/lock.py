"""One writer at a time: a lock that ends with the process that holds it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from grading.store.tables import StoreError

LOCK = ".grading.lock"


def hold(root: Path) -> int:
    """Lock a course folder; return the open file whose closing unlocks it.

    Raises
    ------
    StoreError
        When another process holds it.
    """
    if not root.is_dir():
        raise StoreError(f"There is no course folder {root}.")
    file = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(file, 20).decode("ascii", "replace").strip() or "unknown"
        os.close(file)
        raise StoreError(
            f"Another process is writing to {root}: pid {holder}. Wait until it ends."
        ) from None
    os.truncate(file, 0)
    os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
    return file
