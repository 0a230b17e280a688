"""All widgets behind one menu, for a lecture hall."""

from __future__ import annotations

from typing import Any

import ipywidgets as ipw

from cs231n_utils import widgets
from cs231n_utils.widgets.base import Explorer


class App(ipw.VBox):
    """A menu of questions; the widget that answers one is made when it is chosen.

    Attributes
    ----------
    menu : Dropdown
    """

    def __init__(self) -> None:
        made = [getattr(widgets, name) for name in widgets.__all__]
        self._open: dict[Any, Any] = {}
        self.menu = ipw.Dropdown(
            description="question",
            options=[(each.question, each) for each in made],
            layout=ipw.Layout(width="100%", max_width="60em"),
        )
        super().__init__()
        self.menu.observe(self._choose, "value")
        self._choose(None)

    @property
    def shown(self) -> Explorer:
        """The widget that is shown."""
        explorer: Explorer = self.children[1]
        return explorer

    def _choose(self, _: object) -> None:
        chosen = self.menu.value
        if chosen not in self._open:
            self._open[chosen] = chosen()
        self.children = [self.menu, self._open[chosen]]
