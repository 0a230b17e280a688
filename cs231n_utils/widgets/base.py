"""What every widget has: inputs, a picture with its words, a line that restores it."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Iterator
from typing import Any, ClassVar

import ipywidgets as ipw

from cs231n_utils.widgets.ahead import Ahead
from cs231n_utils.widgets.canvas import Frame
from cs231n_utils.widgets.controls import Input
from cs231n_utils.widgets.line import AtRest, StateLine
from cs231n_utils.widgets.picture import Picture
from cs231n_utils.widgets.scene import bundled, drawn
from cs231n_utils.widgets.state import controls, read_state, write_state

REST = 0.15  # seconds without a key after which all that can wait is written


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
        self._ahead = Ahead(self.picture, self._frame_after)
        self._seen: Frame | None = None  # in the page, but not yet in `picture`
        self._quiet = False
        self._line = StateLine(write_state(first), self._restore)
        self._at_rest = AtRest(self._write, REST)
        super().__init__(self._layout())
        self.refresh()
        for name, each in self.inputs.items():
            each.observe(functools.partial(self._changed, name))

    def _layout(self) -> list[Any]:
        """Return what stands in the page, from top to bottom."""
        heading = ipw.HTML(f"<strong>{self.question}</strong>")
        inputs = [each.widget for each in self.inputs.values()]
        row = ipw.Box(inputs, layout=ipw.Layout(flex_flow="row wrap", width="100%"))
        return [heading, row, self.picture, self._line.field, self._line.fault]

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
        self._show_seen()
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
        self._ahead.forget()
        self._show(self._frame(self.values))
        self._at_rest.wait()

    def _frame(self, state: Any) -> Frame:
        """Return the picture of a state and its words."""
        return drawn(self.scene, state)

    def _frame_after(self, name: str, value: Any) -> Frame:
        return self._frame(dataclasses.replace(self.values, **{name: value}))

    def _show(self, frame: Frame) -> None:
        apart, self._seen = self._seen is not None, None
        with self.picture.hold_sync():
            self.picture.png, self.picture.text = frame.png, frame.text
        if apart:  # the page shows another picture, though this one may be the same
            self.picture.show()

    def _show_seen(self) -> None:
        if self._seen:
            self._show(self._seen)

    def _write(self) -> None:
        """Write what could wait until the keys rest: pictures come first."""
        self._show_seen()
        self._line.write(self.state)

    def _changed(self, name: str, _: object) -> None:
        if self._quiet:
            return
        moved = self.inputs[name]
        if seen := self._ahead.kept(name, moved.place):
            self._seen = seen
        else:
            self._show(self._frame(self.values))
        self._at_rest.wait()
        self._look_ahead(name)

    def _look_ahead(self, name: str) -> None:
        self._ahead.look(name, self.inputs[name])

    def _restore(self, line: str) -> None:
        self.state = line

    def still(self) -> Frame:
        """Return what is shown where no widget can be."""
        self._show_seen()
        return Frame(self.picture.png, self.picture.text)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Carry the picture and its words along, for where no widget can be shown."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        return bundle | bundled(self.question, self.still(), self.state)
