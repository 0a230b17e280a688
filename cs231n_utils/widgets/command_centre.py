"""The search command centre: see the trials, choose a region, search there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import ipywidgets as ipw
import numpy as np

from cs231n_utils.widgets.live import LiveExplorer
from cs231n_utils.widgets.search import (
    RATES,
    REGS,
    around,
    proposals,
    read_trials,
    refined,
)
from cs231n_utils.widgets.search_picture import Scene
from cs231n_utils.widgets.state import write_state
from cs231n_utils.widgets.trials import Try, small_trial


class SearchCommandCentre(LiveExplorer):
    """Show a search's trials; choose where to search next, and search there.

    A drag over the picture chooses the region; so do the sliders, and Refine.

    Parameters
    ----------
    results : list of dict, optional
        With "learning_rate", "reg" and "accuracy".
    attempt : callable, optional
        attempt(learning_rate, reg) is a generator that trains step by step and returns
        the accuracy. Default: a short run of a small net on the embedded data set.
    state : str, default=""
        The region. Default: around all results.
    """

    question = "Where do the good trials lie, and where should the search go next?"

    def __init__(
        self,
        results: Sequence[Mapping[str, Any]] = (),
        attempt: Try = small_trial,
        state: str = "",
    ) -> None:
        trials = read_trials(results)
        scene = Scene(trials, attempt)
        super().__init__(state or write_state(around(trials)), scene)
        self.picture.points = True
        self.picture.on_drag(self.brush)

    def _buttons(self) -> list[Any]:
        refine = ipw.Button(description="Refine", tooltip="Zoom in on the best trials")
        refine.on_click(lambda _: self.refine())
        return [*super()._buttons(), refine]

    def refine(self) -> None:
        """Move the region to the best trials within it."""
        self.set(**asdict(refined(self.values, self.scene.trials)))

    def brush(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Make the region what a drag over the picture has covered."""
        canvas, ax = self.scene.canvas, self.scene.canvas.axes[0]
        corners = np.array([start, end]) * [1, -1] + [0, 1]
        places = ax.transData.inverted().transform(corners * canvas.fig.bbox.size)
        rates = np.clip(np.sort(places[:, 0]), *RATES)
        regs = np.clip(np.sort(places[:, 1]), *REGS)
        if rates[0] < rates[1] and regs[0] < regs[1]:
            self.set(
                rate_low=rates[0],
                rate_high=rates[1],
                reg_low=regs[0],
                reg_high=regs[1],
            )

    @property
    def results(self) -> list[dict[str, float]]:
        """All trials, as dicts like those that came in."""
        return [trial._asdict() for trial in self.scene.trials]

    @property
    def proposals(self) -> list[dict[str, float]]:
        """The points that Start would try: "learning_rate" and "reg"."""
        return proposals(self.values)
