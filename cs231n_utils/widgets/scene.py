"""What a widget shows, without the widget."""

from __future__ import annotations

import base64
import html
from typing import Any, ClassVar, Protocol

from cs231n_utils.display import picture
from cs231n_utils.skeletons import PlainError
from cs231n_utils.widgets.canvas import Frame, notice


class Scene(Protocol):
    """Turns numbers into a picture and its words."""

    states: ClassVar[type[Any]]

    def draw(self, state: Any) -> Frame:
        """Compute what belongs to a state, and draw it."""


def drawn(scene: Scene, state: Any) -> Frame:
    """Draw a scene; what a student's function raises becomes a sentence."""
    try:
        return scene.draw(state)
    except PlainError as error:
        return notice(str(error))
    except Exception as error:
        return notice(f"Your function failed here: {type(error).__name__}: {error}")


def bundled(question: str, frame: Frame, line: str) -> dict[str, str]:
    """Return a picture with its words as a notebook stores it, in three forms."""
    png = base64.b64encode(frame.png).decode("ascii")
    words = f"{question} {frame.text}\nState: {line}"
    return {
        "text/html": picture(png, question, html.escape(words)),
        "image/png": png,
        "text/plain": words,
    }
