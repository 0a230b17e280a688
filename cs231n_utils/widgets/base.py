"""What every widget has: inputs, a picture with its words, a line that restores it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import dataclasses
import html
from collections.abc import Iterator
from typing import Any, ClassVar, Protocol

import ipywidgets as ipw

from cs231n_utils.display import picture
from cs231n_utils.skeletons import PlainError
from cs231n_utils.widgets.canvas import Frame, notice
from cs231n_utils.widgets.controls import Input
from cs231n_utils.widgets.picture import Picture
from cs231n_utils.widgets.state import controls, read_state, write_state

REST = 0.15  # seconds without a key after which the state's line is written


class Scene(Protocol):
    """What a widget shows, without the widget: numbers to a picture and its words."""

    states: ClassVar[type[Any]]

    def draw(self, state: Any) -> Frame:
        """Compute what belongs to a state, and draw it."""


class Explorer(ipw.VBox):
    """A widget that answers one question.

    Parameters
    ----------
    state : str, default=""
        A line as `state` gives it. What it does not name has its default.
    scene : object, optional
        A `Scene`. Default: what `make_scene` makes.

    Attributes
    ----------
    question : str
        The question that it answers.
    """

    question: ClassVar[str] = ""
    make_scene: ClassVar[Any] = None

    def __init__(self, state: str = "", scene: Any = None) -> None:
        self.scene: Any = scene or type(self).make_scene()
        first = read_state(self.scene.states, state)
        self.inputs = {
            name: Input(control, getattr(first, name))
            for name, control in controls(first).items()
        }
        self.picture = Picture()
        self._quiet = False
        self._writing: asyncio.TimerHandle | None = None
        self._line = ipw.Text(
            value=write_state(first),
            description="state",
            continuous_update=False,
            layout=ipw.Layout(width="100%", max_width="60em"),
            style={"description_width": "4em"},
            tooltip="Copy this line to share what you see; paste one to restore it",
        )
        self._fault = ipw.HTML()
        super().__init__(self._layout())
        self.refresh()
        for each in self.inputs.values():
            each.observe(self._changed)
        self._line.observe(self._restore, "value")

    def _layout(self) -> list[Any]:
        """Return what stands in the page, from top to bottom."""
        heading = ipw.HTML(f"<strong>{self.question}</strong>")
        inputs = [each.widget for each in self.inputs.values()]
        row = ipw.Box(inputs, layout=ipw.Layout(flex_flow="row wrap", width="100%"))
        return [heading, row, self.picture, self._line, self._fault]

    @property
    def values(self) -> Any:
        """The state, as the dataclass of the scene."""
        current = {name: each.value for name, each in self.inputs.items()}
        return self.scene.states(**current)

    @property
    def state(self) -> str:
        """The state as a line: give it to `from_state`, or to somebody else."""
        return write_state(self.values)

    @state.setter
    def state(self, line: str) -> None:
        self.set(**dataclasses.asdict(read_state(self.scene.states, line)))

    @classmethod
    def from_state(cls, line: str) -> Explorer:
        """Make the widget that has this state."""
        return cls(line)

    @property
    def text(self) -> str:
        """What the picture shows, in words."""
        return str(self.picture.text)

    def set(self, **values: Any) -> None:
        """Move several inputs, and draw once."""
        with self.quiet():
            for name, value in values.items():
                self.inputs[name].value = value
        self.refresh()

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """Draw nothing while inputs move."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False

    def refresh(self) -> None:
        """Draw the picture of the state that the inputs show."""
        frame = drawn(self.scene, self.values)
        with self.picture.hold_sync():
            self.picture.png, self.picture.text = frame.png, frame.text
        self._write_line_soon()

    def _write_line_soon(self) -> None:
        """Write the state's line, in a notebook once the keys rest: pictures first."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._write_line()
            return
        if self._writing:
            self._writing.cancel()
        self._writing = loop.call_later(REST, self._write_line)

    def _write_line(self) -> None:
        with self.quiet():
            self._line.value = self.state

    def _changed(self, _: object) -> None:
        if not self._quiet:
            self.refresh()

    def _restore(self, _: object) -> None:
        if self._quiet:
            return
        try:
            self.state = self._line.value
            self._fault.value = ""
        except PlainError as error:
            self._fault.value = f'<p role="alert">{error}</p>'

    def still(self) -> Frame:
        """Return what is shown where no widget can be."""
        return Frame(self.picture.png, self.text)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Carry the picture and its words, for where no widget can be shown."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        frame = self.still()
        png = base64.b64encode(frame.png).decode("ascii")
        words = f"{self.question} {frame.text}\nState: {self.state}"
        bundle |= {
            "text/html": picture(png, self.question, html.escape(words)),
            "image/png": png,
            "text/plain": words,
        }
        return bundle


def drawn(scene: Scene, state: Any) -> Frame:
    """Draw a scene; what a student's function raises becomes a sentence."""
    try:
        return scene.draw(state)
    except PlainError as error:
        return notice(str(error))
    except Exception as error:
        return notice(f"Your function failed here: {type(error).__name__}: {error}")
