"""Widgets whose picture grows while the kernel works."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, Protocol

import ipywidgets as ipw

from cs231n_utils.skeletons import PlainError
from cs231n_utils.widgets.base import Explorer
from cs231n_utils.widgets.canvas import Frame, notice
from cs231n_utils.widgets.jobs import Job
from cs231n_utils.widgets.scene import Scene, drawn

SAID = 2.0  # seconds between two announcements to those who listen


class LiveScene(Scene, Protocol):
    """A scene with work to do."""

    def begin(self, state: Any) -> Iterator[float]:
        """Do a step each time, and yield the share that is done."""

    def example(self, state: Any) -> Frame:
        """Draw what was recorded, for where nothing can run."""


class LiveExplorer(Explorer):
    """An explorer with Start, Pause and Cancel."""

    def __init__(self, state: str = "", scene: Any = None) -> None:
        self.job: Job | None = None
        self._said = 0.0
        self._start = ipw.Button(description="Start", button_style="primary")
        self._pause = ipw.Button(description="Pause", disabled=True)
        self._cancel = ipw.Button(description="Cancel", disabled=True)
        self._progress = ipw.FloatProgress(
            description="ready", min=0, max=1, style={"description_width": "6em"}
        )
        self._start.on_click(lambda _: self.start())
        self._pause.on_click(lambda _: self.pause_or_resume())
        self._cancel.on_click(lambda _: self.cancel())
        super().__init__(state, scene)

    def _layout(self) -> list[Any]:
        heading, row, *rest = super()._layout()
        return [heading, row, ipw.HBox(self._buttons()), *rest]

    def _buttons(self) -> list[Any]:
        return [self._start, self._pause, self._cancel, self._progress]

    @property
    def status(self) -> str:
        """How the work stands: "ready", "running", "paused", "done" and so on."""
        return self.job.status if self.job else "ready"

    def still(self) -> Frame:
        """Return what is shown where no widget can be: at first, an example."""
        if self.job is None:
            frame: Frame = self.scene.example(self.values)
            return frame
        return super().still()

    def start(self) -> None:
        """Begin the work with the inputs as they are now; other work is cancelled."""
        self._new_job().start()
        self._tell()

    def run(self) -> LiveExplorer:
        """Do all of the work at once, where nobody waits: in scripts and in tests."""
        self._new_job().finish()
        return self

    def pause_or_resume(self) -> None:
        """Pause what runs, and resume what is paused."""
        if self.job and self.job.status == "paused":
            self.job.resume()
        elif self.job:
            self.job.pause()
            self.refresh()
        self._tell()

    def cancel(self) -> None:
        """End the work here; what it has shown stays."""
        if self.job:
            self.job.cancel()

    def _look_ahead(self, name: str) -> None:
        """Draw ahead only what will still be true."""
        if not (self.job and self.job.alive):
            super()._look_ahead(name)

    def _new_job(self) -> Job:
        self.cancel()
        self._show_seen()
        self._ahead.forget()
        work = self.scene.begin(self.values)
        self.job = Job(work, self._stream, self._ended)
        return self.job

    def _stream(self) -> None:
        """Show how far it is; announce it only now and then."""
        self._ahead.forget()
        frame = drawn(self.scene, self.values)
        self.picture.png = frame.png
        if time.monotonic() - self._said >= SAID:
            self.picture.text = frame.text
            self._said = time.monotonic()
        self._tell()

    def _ended(self) -> None:
        self._tell()
        error = self.job.error if self.job else None
        if error is None:
            self.refresh()
            return
        plain = isinstance(error, PlainError)
        kind = "" if plain else f"Your function failed: {type(error).__name__}: "
        frame = notice(f"{kind}{error}")
        self.picture.png, self.picture.text = frame.png, frame.text

    def _tell(self) -> None:
        alive = self.job is not None and self.job.alive
        self._pause.disabled = self._cancel.disabled = not alive
        self._pause.description = "Resume" if self.status == "paused" else "Pause"
        self._progress.description = self.status
        self._progress.value = self.job.share if self.job else 0.0
