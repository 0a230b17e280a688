"""The memory of a process and of its family."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def descendants(pid: int) -> list[int]:
    """Return the processes that a process has started, and theirs."""
    found: list[int] = []
    waiting = [pid]
    while waiting and len(found) < 10_000:
        below = _children(waiting.pop())
        found += below
        waiting += below
    return found


def _children(pid: int) -> list[int]:
    """Return the processes that all threads of a process have started."""
    found: list[int] = []
    # It may end at any time.
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            text = Path(f"/proc/{pid}/task/{thread}/children").read_text()
            found += map(int, text.split())
    return found


def reap() -> None:
    """Take leave of children that have ended, so that their time is counted."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def memory_of(pid: int) -> float:
    """Return the memory of a process and of all that it started, in megabytes.

    What they share with this process is counted once, for each: a little too much.
    """
    pages = 0
    for one in (pid, *descendants(pid)):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{one}/statm").read_text().split()
            # What is resident, less what comes from files.
            pages += int(fields[1]) - int(fields[2])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
