"""The learning-rate explorer: a real net trains while you watch."""

from __future__ import annotations

import dataclasses
from typing import Any

import ipywidgets as ipw

from cs231n_utils.widgets.live import LiveExplorer
from cs231n_utils.widgets.run_picture import Scene
from cs231n_utils.widgets.state import write_state
from cs231n_utils.widgets.verdicts import judge


class LearningRateExplorer(LiveExplorer):
    """Train a small net at a learning rate of your choice, and see what becomes of it.

    Examples
    --------
    >>> LearningRateExplorer("rate=0.003 seed=1").state
    'rate=0.003 schedule=constant momentum=0 batch=100 init=0.001 steps=600 seed=1'
    """

    question = "What does the learning rate do to a training run?"
    make_scene = Scene

    def _buttons(self) -> list[Any]:
        clear = ipw.Button(description="Clear earlier")
        clear.on_click(lambda _: self.clear())
        return [*super()._buttons(), clear]

    def clear(self) -> None:
        """Take the earlier runs out of the picture."""
        self.scene.clear()
        self.refresh()

    @property
    def runs(self) -> list[dict[str, Any]]:
        """What has run, as dicts: the settings, "state" and the histories."""
        done = [*self.scene.earlier, *([self.scene.run] if self.scene.run else [])]
        return [
            {**vars(run), **dataclasses.asdict(run.settings)}
            | {"state": write_state(run.settings), "verdict": judge(run.losses).word}
            for run in done
        ]
