"""Long work in short slices, between which the kernel answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator

SLICE = 0.05  # seconds of work at a time
FRAME = 0.1  # seconds between two pictures
BREATH = 0.002  # seconds in which the kernel looks for a key press

Share = float
Told = Callable[[], None]


def nothing() -> None:
    """Do nothing."""


class Job:
    """Work that can be paused, resumed and cancelled.

    Parameters
    ----------
    work : iterator of float
        Does a step each time it is asked, and yields the share done, from 0 to 1.
    show : callable, optional
        Called while it runs, at most every `FRAME` seconds.
    ended : callable, optional
        Called once, whichever way the job ends.

    Attributes
    ----------
    status : str
        "ready", "running", "paused", "done", "cancelled" or "failed".
    share : float
    error : Exception or None
        Why it failed.
    """

    def __init__(
        self, work: Iterator[Share], show: Told = nothing, ended: Told = nothing
    ) -> None:
        self._work = work
        self._show, self._ended = show, ended
        self.status = "ready"
        self.share = 0.0
        self.error: Exception | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def alive(self) -> bool:
        """Whether there is more to come."""
        return self.status in ("ready", "running", "paused")

    def start(self) -> None:
        """Run in the background of the notebook's event loop."""
        self.status = "running"
        self._task = asyncio.ensure_future(self.run())

    def pause(self) -> None:
        """Stop until `resume`."""
        if self.status == "running":
            self.status = "paused"

    def resume(self) -> None:
        """Go on after `pause`."""
        if self.status == "paused":
            self.status = "running"

    def cancel(self) -> None:
        """Stop for good; what was done so far stays."""
        if self.alive:
            self._end("cancelled")

    def finish(self) -> None:
        """Do all of it at once, where nobody waits: scripts, tests, feedback."""
        self.status = "running"
        while self.alive:
            self.take(float("inf"))

    async def run(self) -> None:
        """Take slice after slice until the work ends or somebody ends it."""
        self.status = "running"
        shown = 0.0
        while self.alive:
            if self.status == "running":
                self.take(SLICE)
                if self.alive and time.monotonic() - shown >= FRAME:
                    self._show()
                    shown = time.monotonic()
            await asyncio.sleep(FRAME if self.status == "paused" else BREATH)

    def take(self, seconds: float) -> None:
        """Do steps for so long, at least one."""
        end = time.monotonic() + seconds
        try:
            for share in self._work:
                self.share = share
                if time.monotonic() >= end or not self.alive:
                    return
        except Exception as error:
            self.error = error
            self._end("failed")
        else:
            self.share = 1.0
            self._end("done")

    def _end(self, status: str) -> None:
        self.status = status
        self._ended()
