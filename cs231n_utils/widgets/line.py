"""The state of a widget as a line of text: to copy, to share, to type."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import ipywidgets as ipw

from cs231n_utils.skeletons import PlainError


class StateLine:
    """A field that shows the state, and what is wrong with a line that was typed.

    Parameters
    ----------
    line : str
        What it shows at first.
    restore : callable
        restore(line) sets the state, or raises a `PlainError`.

    Attributes
    ----------
    field, fault : Widget
        What stands in the page.
    """

    def __init__(self, line: str, restore: Callable[[str], None]) -> None:
        self._restore = restore
        self._writing = False
        self.field = ipw.Text(
            value=line,
            description="state",
            continuous_update=False,
            layout=ipw.Layout(width="100%", max_width="60em"),
            style={"description_width": "4em"},
            tooltip="Copy this line to share what you see; paste one to restore it",
        )
        self.fault = ipw.HTML()
        self.field.observe(self._typed, "value")

    def write(self, line: str) -> None:
        """Show a state."""
        self._writing = True
        self.field.value = line
        self._writing = False

    def _typed(self, _: object) -> None:
        if self._writing:
            return
        try:
            self._restore(self.field.value)
            self.fault.value = ""
        except PlainError as error:
            self.fault.value = f'<p role="alert">{error}</p>'


class AtRest:
    """Calls a function once no key has come for a while; without a notebook at once."""

    def __init__(self, act: Callable[[], None], seconds: float) -> None:
        self._act, self._seconds = act, seconds
        self._timer: asyncio.TimerHandle | None = None

    def wait(self) -> None:
        """Wait anew, as a key has come."""
        if self._timer:
            self._timer.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._act()
        else:
            self._timer = loop.call_later(self._seconds, self._act)
