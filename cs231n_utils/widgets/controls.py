"""From the fields of a state to inputs that the keyboard moves."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import ipywidgets as ipw
import traitlets

from cs231n_utils.widgets.fields import Choice, Control, Flag, Number, Several

WIDE = {"description_width": "9em"}
OFF = 1e-3  # share of a step by which rounding may miss it
ROOM = ipw.Layout(width="22em")


# The kernel tells a slider its own value again, for other browsers that show it. That
# would stand between a key and its picture: these are not told.
class WholeSlider(ipw.IntSlider):
    """A slider of whole numbers."""

    value = traitlets.CInt(0).tag(sync=True, echo_update=False)


class PlainSlider(ipw.FloatSlider):
    """A slider of numbers."""

    value = traitlets.CFloat(0.0).tag(sync=True, echo_update=False)


class LogSlider(ipw.FloatLogSlider):
    """A slider of powers of ten."""

    value = traitlets.CFloat(1.0).tag(sync=True, echo_update=False)


class Input:
    """An input and the value it stands for.

    Parameters
    ----------
    control : Number, Choice, Several or Flag
    value : object
        What it shows at first.

    Attributes
    ----------
    widget : Widget
        What stands in the page.
    """

    def __init__(self, control: Control, value: Any) -> None:
        self.control = control
        self._parts: list[Any] = _widgets(control)
        self.widget = _box(control.label, self._parts)
        self.value = value

    @property
    def value(self) -> Any:
        """The value, rounded as the state's line writes it."""
        if isinstance(self.control, Several):
            words = [p.description for p in self._parts if p.value]
            return tuple(words) or self.control.options[:1]
        value = self._parts[0].value
        if isinstance(self.control, Number):
            return self.control.read("", self.control.write(value))
        return value

    @value.setter
    def value(self, value: Any) -> None:
        if isinstance(self.control, Several):
            for part in self._parts:
                part.value = part.description in value
        else:
            self._parts[0].value = value

    @property
    def places(self) -> int:
        """How many steps its slider has; 0 without a slider."""
        if not isinstance(self.control, Number):
            return 0
        slider = self._parts[0]
        steps: int = round((slider.max - slider.min) / slider.step)
        return steps + 1

    @property
    def place(self) -> int | None:
        """At which step its slider stands: None without one, or between two steps."""
        if not isinstance(self.control, Number):
            return None
        slider = self._parts[0]
        value = math.log10(slider.value) if self.control.log else slider.value
        place = round(steps := (value - slider.min) / slider.step)
        return place if abs(steps - place) < OFF else None

    def at(self, place: int) -> Any:
        """Return the value at a step of its slider."""
        assert isinstance(self.control, Number)
        slider = self._parts[0]
        value = slider.min + place * slider.step
        value = 10**value if self.control.log else value
        return self.control.read("", self.control.write(value))

    def observe(self, changed: Callable[[object], None]) -> None:
        """Call `changed` whenever the value changes."""
        for part in self._parts:
            part.observe(changed, "value")


def _widgets(control: Control) -> list[Any]:
    if isinstance(control, Several):
        layout = ipw.Layout(width="auto", margin="2px 1.2em 2px 0")
        return [
            ipw.Checkbox(description=option, indent=False, layout=layout)
            for option in control.options
        ]
    look = {"description": control.label, "style": WIDE, "layout": ROOM}
    if isinstance(control, Flag):
        return [ipw.Checkbox(**look)]
    if isinstance(control, Choice):
        return [ipw.Dropdown(options=control.options, **look)]
    look |= {"min": control.low, "max": control.high, "step": control.step}
    if control.whole:
        for end in ("min", "max", "step"):
            look[end] = int(look[end])
        return [WholeSlider(**look)]
    if control.log:
        look |= {"min": math.log10(control.low), "max": math.log10(control.high)}
        # Below a thousandth the page would write out all the zeros.
        look["readout_format"] = ".1e" if control.low < 1e-3 else ".3g"
        return [LogSlider(base=10, value=control.low, **look)]
    return [PlainSlider(readout_format=".3g", **look)]


def _box(label: str, parts: list[Any]) -> Any:
    if len(parts) == 1:
        return parts[0]
    row = ipw.HBox(parts, layout=ipw.Layout(flex_flow="row wrap"))
    return ipw.HBox([ipw.Label(label, layout=ipw.Layout(width="9em")), row])
