"""The learning-rate range test: one run in which the rate grows from step to step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from cs231n_utils.plots import COLOURS, INK
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.live import LiveExplorer
from cs231n_utils.widgets.ranges import (
    HIGH,
    LOW,
    Range,
    State,
    describe,
    rate_at,
    read_range,
)
from cs231n_utils.widgets.recorded import recorded
from cs231n_utils.widgets.runs import Run, Settings, train
from cs231n_utils.widgets.small_data import MAKING, making
from cs231n_utils.widgets.verdicts import smooth


class Scene:
    """The loss against the rate."""

    states: ClassVar[type[State]] = State

    def __init__(self) -> None:
        self.canvas = Canvas(height=3.6)
        self.run: Run | None = None
        ax = self.canvas.axes[0]
        with house_style():
            ax.set(xscale="log", xlim=(LOW, HIGH), ylim=(0, 4), xlabel="learning rate")
            ax.set(ylabel="loss", title="range test (pale: each step)")
            (raw,) = ax.plot([], [], lw=0.8, alpha=0.4, color=COLOURS[0])
            (mean,) = ax.plot([], [], color=COLOURS[0])
            good = ax.axvspan(LOW, LOW, color=COLOURS[2], alpha=0.2, lw=0)
            ends = [ax.axvline(LOW, color=INK, lw=1.2, ls="--") for _ in range(2)]
        self.raw, self.mean = self.canvas.moving(raw), self.canvas.moving(mean)
        self.good = self.canvas.moving(good)
        self.ends = [self.canvas.moving(end) for end in ends]
        self.note = self.canvas.note(ax)
        self.canvas.settle()

    def begin(self, state: State) -> Iterator[float]:
        """Take the steps of the test."""
        for share in making():
            yield MAKING * share
        settings = Settings(
            momentum=state.momentum,
            batch=state.batch,
            init=state.init,
            steps=state.steps,
            seed=state.seed,
        )
        self.run = None
        for self.run in train(settings, lambda t: rate_at(state, t)):
            yield MAKING + (1 - MAKING) * len(self.run.losses) / state.steps

    def example(self, state: State) -> Frame:
        """Draw a recorded test, for where nothing can run."""
        scene, first, kept = Scene(), State(), recorded()["range_test"]
        rates = [rate_at(first, t) for t in range(len(kept["losses"]))]
        scene.run = Run(Settings(), first.steps, rates=rates, **kept)
        return scene.draw(state).recorded()

    def draw(self, state: State) -> Frame:
        """Draw what has run, and the ends of the next test."""
        rates: list[float] = self.run.rates if self.run else []
        losses: list[Any] = self.run.losses if self.run else []
        means = smooth(losses) if losses else losses
        if losses:
            self._fit(losses[0])
        self.raw.set_data(rates, losses)
        self.mean.set_data(rates, means)
        found = read_range(rates, losses) if losses else Range(None, None, None)
        left, right = found.falls or LOW, found.rises or LOW
        shown = bool(found.falls and found.rises)
        self.good.set_visible(shown)
        self.good.set_bounds(left, 0, max(right - left, 0), 1)
        for end, rate in zip(self.ends, (state.low, state.high), strict=True):
            end.set_xdata([rate, rate])
        self.note.set_text("green: the loss falls" if shown else "dashed: the ends")
        return Frame(self.canvas.png(), describe(state, self.run))

    def _fit(self, first: float) -> None:
        ax, top = self.canvas.axes[0], max(3.5, 1.7 * first)
        if ax.get_ylim()[1] != top:
            ax.set_ylim(0, top)
            self.canvas.forget()


class RangeTest(LiveExplorer):
    """Raise the learning rate from step to step, and see where the loss falls."""

    question = "Between which learning rates does the loss fall at all?"
    make_scene = Scene
