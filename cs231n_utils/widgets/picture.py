"""A picture in the page, with its words for those who cannot see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

SCRIPT = Path(__file__).with_name("picture.js")
STYLE = """
.nn-picture { margin: 0; }
.nn-picture canvas { max-width: 100%; height: auto; background: white; display: block; }
.nn-picture figcaption { max-width: 60em; padding: 0.4em 0; line-height: 1.4;
    min-height: 2.8em; white-space: pre-line; }
"""


class Picture(anywidget.AnyWidget):
    """A PNG with a description below it that a screen reader announces.

    Parameters
    ----------
    png : bytes
    text : str
        What the picture shows: its caption and its alternative text.
    points : bool, default=False
        Whether a click or a drag means something. Those go to `on_drag`.
    """

    _esm = SCRIPT
    _css = STYLE
    png = traitlets.Bytes(b"").tag(sync=True)
    text = traitlets.Unicode("").tag(sync=True)
    points = traitlets.Bool(False).tag(sync=True)

    def keep(self, slider: Any, place: int, png: bytes, text: str) -> None:
        """Give the page what to show once a slider gets to a place."""
        told = {"slider": slider.model_id, "place": place, "text": text}
        self.send({"does": "keep", **told}, buffers=[png])

    def forget(self) -> None:
        """Let the page forget what it was given to keep."""
        self.send({"does": "forget"})

    def show(self) -> None:
        """Let the page show this picture, though it may have shown it before."""
        self.send({"does": "show"})

    def on_drag(self, act: Any) -> None:
        """Call `act((x0, y0), (x1, y1))` after a drag, or after a click at one place.

        Places are shares of the picture's width and height, from its upper left corner.
        """

        def receive(_: object, content: Any, __: object) -> None:
            act(tuple(content["from"]), tuple(content["to"]))

        self.on_msg(receive)
