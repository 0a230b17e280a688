"""The memory of a process and of its family."""

from __future__ import annotations

import os
from pathlib import Path


def descendants(pid: int) -> list[int]:
    """Return the processes that a process has started, and theirs."""
    found: list[int] = []
    waiting = [pid]
    while waiting and len(found) < 10_000:
        for path in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            try:
                below = [int(word) for word in path.read_text().split()]
            except OSError:
                continue
            found += below
            waiting += below
    return found


def memory_of(pid: int) -> float:
    """Return the memory of a process and of all that it started, in megabytes.

    What they share with this process is counted once, for each: a little too much.
    """
    pages = 0
    for one in (pid, *descendants(pid)):
        try:
            fields = Path(f"/proc/{one}/statm").read_text().split()
        except OSError:
            continue
        # What is resident, less what comes from files.
        pages += int(fields[1]) - int(fields[2])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
