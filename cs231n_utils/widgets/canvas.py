"""Pictures that are redrawn within milliseconds: what stays is drawn only once."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from cs231n_utils.plots import INK, STYLE, figure
from cs231n_utils.widgets.png import encode

if TYPE_CHECKING:
    from matplotlib.artist import Artist

A = TypeVar("A", bound="Artist")


@dataclass(frozen=True)
class Frame:
    """A picture and what it shows in words."""

    png: bytes
    text: str

    def recorded(self) -> Frame:
        """Say that what the picture shows was recorded beforehand."""
        return replace(self, text=f"Recorded beforehand. {self.text}")


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the style of the course's figures."""
    from matplotlib import style

    with style.context(STYLE, after_reset=True):
        yield


class Canvas:
    """A figure of which a part moves.

    Parameters
    ----------
    columns, rows : int, default=1
        How many panels.
    width, height : float, optional
        The size in inches.

    Attributes
    ----------
    axes : array of Axes
        Draw on them within `with house_style()`. What changes from picture to picture
        goes through `moving`; after any other change call `forget`.
    """

    def __init__(
        self,
        columns: int = 1,
        rows: int = 1,
        width: float | None = None,
        height: float | None = None,
    ) -> None:
        self.fig, self.axes = figure(columns, rows, width=width, height=height)
        self._moving: list[Artist] = []
        self._background: Any = None
        self._settled = False

    def moving(self, artist: A) -> A:
        """Draw this artist anew in every picture, above all that stays."""
        artist.set_animated(True)
        self._moving.append(artist)
        return artist

    def drop(self, artist: Artist) -> None:
        """Draw this artist no more."""
        self._moving.remove(artist)
        artist.remove()

    def note(self, ax: Any, text: str = "", x: float = 0.02, y: float = 0.97) -> Any:
        """Put text that changes into a corner of a panel."""
        box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5}
        side = "left" if x < 0.5 else "right"
        return self.moving(
            ax.text(
                *(x, y, text),
                transform=ax.transAxes,
                va="top",
                ha=side,
                fontsize=9,
                color=INK,
                bbox=box,
            )
        )

    def settle(self) -> None:
        """Give the panels their places, once: the first picture does it by itself.

        Call it before, with the widest labels there will be, where labels change.
        """
        engine: Any = self.fig.get_layout_engine()
        with house_style():
            engine.execute(self.fig)
        self.fig.set_layout_engine("none")
        self._settled = True

    def forget(self) -> None:
        """Draw everything again the next time: axes or what stays have changed."""
        self._background = None

    def png(self) -> bytes:
        """Return the picture as it is now."""
        canvas: Any = self.fig.canvas
        if self._background is None:
            if not self._settled:
                self.settle()
            with house_style():
                canvas.draw()
            self._background = canvas.copy_from_bbox(self.fig.bbox)
        canvas.restore_region(self._background)
        for artist in self._moving:
            self.fig.draw_artist(artist)
        return encode(np.asarray(canvas.buffer_rgba())[..., :3])


def notice(text: str) -> Frame:
    """Show a sentence where there is no picture to show."""
    canvas = Canvas(height=1.6)
    canvas.axes[0].set_axis_off()
    lines = "\n".join(textwrap.wrap(text, 80))
    canvas.axes[0].text(0.5, 0.5, lines, ha="center", va="center", fontsize=10)
    return Frame(canvas.png(), text)
