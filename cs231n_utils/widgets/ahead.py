"""Pictures that are drawn before they are asked for: those beside a slider's place.

A picture takes the kernel and the page longer than a held key waits. So once a slider
has moved, the pictures around its place are drawn while nobody waits, and go to the
page, which shows them the moment the slider gets there.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

from cs231n_utils.widgets.canvas import Frame
from cs231n_utils.widgets.controls import Input
from cs231n_utils.widgets.picture import Picture

REACH = 16  # places to each side
BREATH = 0.02  # seconds between two pictures, in which the kernel looks for a key
SLOW = 0.1  # seconds: a picture that takes longer is drawn only when it is asked for


def around(place: int, places: int) -> Iterator[int]:
    """Yield the places beside one, the nearest first.

    >>> list(around(1, 4))
    [2, 0, 3]
    """
    for far in range(1, REACH + 1):
        for beside in (place + far, place - far):
            if 0 <= beside < places:
                yield beside


def cell() -> int:
    """Return the number of the cell that ran last: it may have changed a function."""
    try:
        from IPython import get_ipython
    except ImportError:
        return 0
    return int(getattr(get_ipython(), "execution_count", 0))


class Ahead:
    """The pictures beside the place of one slider, here and in the page.

    Parameters
    ----------
    picture : Picture
        Where they are shown.
    draw : callable
        draw(name, value) returns the frame after the input `name` has moved there.
    """

    def __init__(self, picture: Picture, draw: Callable[[str, Any], Frame]) -> None:
        self._picture, self._draw = picture, draw
        self._name = ""
        self._cell = 0
        self._frames: dict[int, Frame] = {}
        self._task: asyncio.Task[None] | None = None

    def kept(self, name: str, place: int | None) -> Frame | None:
        """Return the picture of an input's place, which the page shows by now.

        Those of another input, and those from before a cell ran, are forgotten.
        """
        if (name, cell()) != (self._name, self._cell):
            self.forget()
        return self._frames.get(place) if place is not None else None

    def forget(self) -> None:
        """Forget all pictures: something else has changed."""
        self.stop()
        if self._frames:
            self._frames.clear()
            self._picture.forget()

    def stop(self) -> None:
        """Draw no more ahead."""
        if self._task:
            self._task.cancel()
        self._task = None

    def look(self, name: str, moved: Input) -> None:
        """Draw what is missing around the place of an input, in a notebook."""
        self.stop()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if moved.place is not None:
            self._name, self._cell = name, cell()
            self._task = loop.create_task(self._fill(name, moved, moved.place))

    async def _fill(self, name: str, moved: Input, place: int) -> None:
        for beside in around(place, moved.places):
            if beside in self._frames:
                continue
            await asyncio.sleep(BREATH)
            start = time.monotonic()
            frame = self._draw(name, moved.at(beside))
            self._frames[beside] = frame
            self._picture.keep(moved.widget, beside, frame.png, frame.text)
            if time.monotonic() - start > SLOW:
                return
