"""The picture of training runs: loss, accuracy, size of the steps, learning rate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import numpy as np

from cs231n_utils.plots import COLOURS
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.cases import example
from cs231n_utils.widgets.run_panels import panels
from cs231n_utils.widgets.run_words import describe, name
from cs231n_utils.widgets.runs import EVERY, Run, Settings, scheduled, train
from cs231n_utils.widgets.small_data import MAKING, making
from cs231n_utils.widgets.verdicts import judge, smooth

KEPT = 4  # earlier runs that stay in the picture
EXAMPLES = ("rate-too-low", "exploding", "healthy")


class Scene:
    """Loss, accuracy, update ratio and learning rate of the runs so far."""

    states: ClassVar[type[Settings]] = Settings

    def __init__(self) -> None:
        self.canvas = Canvas(2, 2, height=5.4)
        self.run: Run | None = None
        self.earlier: list[Run] = []
        self._still: list[Any] = []
        self.lines = panels(self.canvas)
        self.note = self.canvas.note(self.canvas.axes[0], x=0.98)
        self.canvas.settle()

    def begin(self, state: Settings) -> Iterator[float]:
        """Train with these settings; the run before stays in the picture."""
        for share in making():
            yield MAKING * share
        self._keep_last()
        for run in train(state):
            if self.run is None:
                self.run = run
                self._make_room()
            yield MAKING + (1 - MAKING) * len(run.losses) / run.planned

    def _keep_last(self) -> None:
        if self.run is not None and self.run.losses:
            self.earlier = [*self.earlier, self.run][-KEPT:]
        self.run = None
        self._make_room()

    def clear(self) -> None:
        """Forget the earlier runs."""
        self.earlier = []
        self._make_room()

    def _make_room(self) -> None:
        """Fit the axes to all runs, and draw the earlier ones as what stays."""
        runs = [*self.earlier, *([self.run] if self.run else [])]
        for artist in self._still:
            artist.remove()
        self._still = []
        loss, accuracy = self.canvas.axes[:2]
        if runs:
            loss.set_ylim(0, max(3.5, 1.5 * max(run.losses[0] for run in runs)))
            loss.set_xlim(0, max(run.planned for run in runs))
        for place, run in enumerate(self.earlier, 1):
            look = {"color": COLOURS[place], "ls": ("--", "-.", ":", "-")[place - 1]}
            x = np.arange(1, len(run.losses) + 1)
            (line,) = loss.plot(x, smooth(run.losses), label=name(run), **look)
            (acc,) = accuracy.plot(run.accuracy_at, run.val_acc, **look)
            self._still += [line, acc]
        if self.earlier:
            with house_style():
                legend = self.canvas.axes[3].legend(
                    handles=[a for a in self._still if a.axes is loss],
                    loc="lower left",
                    title="earlier",
                )
            self._still.append(legend)
        self.canvas.forget()

    def example(self, state: Settings) -> Frame:
        """Draw recorded runs, for where nothing can run."""
        scene = Scene()
        *scene.earlier, scene.run = [example(name) for name in EXAMPLES]
        scene._make_room()
        return scene.draw(state).recorded()

    def draw(self, state: Settings) -> Frame:
        """Draw what has run, and the learning rate that the next run would have."""
        t = np.linspace(0, state.steps, 60, endpoint=False)
        plan = [scheduled(state.schedule, state.rate, i, state.steps) for i in t]
        self.lines["plan"].set_data(t, plan)
        run = self.run or Run(state, state.steps)
        x = np.arange(1, len(run.losses) + 1)
        shown = np.asarray(run.losses)
        self.lines["raw"].set_data(x, np.where(np.isfinite(shown), shown, np.nan))
        self.lines["loss"].set_data(x, smooth(run.losses) if run.losses else x)
        self.lines["train"].set_data(run.accuracy_at, run.train_acc)
        self.lines["val"].set_data(run.accuracy_at, run.val_acc)
        self.lines["ratio"].set_data(1 + EVERY * np.arange(len(run.ratios)), run.ratios)
        self.lines["rate"].set_data(x, run.rates)
        word = judge(run.losses).word if run.losses else "press Start"
        self.note.set_text(f"rate {run.settings.rate:.3g}: {word}")
        return Frame(self.canvas.png(), describe(self.run, self.earlier))
