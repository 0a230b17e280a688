"""The picture of a search: trials as dots, and the region to search next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np

from cs231n_utils.plots import COLOURS, INK
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.recorded import recorded
from cs231n_utils.widgets.search import (
    RATES,
    REGS,
    State,
    Trial,
    around,
    at_the_edge,
    proposals,
    read_trials,
    within,
)
from cs231n_utils.widgets.trials import Try, stepwise


def describe(state: State, trials: list[Trial]) -> str:
    """Say in words what the search has found."""
    if not trials:
        return "No trial yet. Press Start to try points in the region."
    best = max(trials, key=lambda t: np.nan_to_num(t.accuracy))
    inside = within(state, trials)
    words = [
        f"{len(trials)} trials. The best has accuracy {best.accuracy:.1%} at learning "
        f"rate {best.learning_rate:.2g} and regularisation {best.reg:.2g}. "
        f"{len(inside)} lie in the region: rates {state.rate_low:.2g} to "
        f"{state.rate_high:.2g}, regularisation {state.reg_low:.2g} to "
        f"{state.reg_high:.2g}."
    ]
    if edges := at_the_edge(trials):
        words.append(
            f"Warning: the best trial lies at {' and '.join(edges)} that was tried. "
            "Better ones may lie beyond: search there too."
        )
    return " ".join(words)


class Scene:
    """Trials as dots, coloured by accuracy, and the region as a frame."""

    states: ClassVar[type[State]] = State

    def __init__(self, trials: list[Trial], attempt: Try) -> None:
        from matplotlib.patches import Rectangle

        self.trials, self.attempt = trials, attempt
        self.canvas = Canvas(width=7.0, height=4.4)
        (ax,) = self.canvas.axes
        with house_style():
            ax.set(xscale="log", yscale="log", xlim=RATES, ylim=REGS)
            ax.set(xlabel="learning rate", ylabel="regularisation")
            ax.set_title("trials (ring: the best) and the region to search next")
            dots = ax.scatter([], [], c=[], s=55, cmap="viridis", vmin=0, vmax=1,
                              edgecolors=INK, linewidths=0.5)  # fmt: skip
            self.bar = self.canvas.fig.colorbar(dots, ax=ax, label="accuracy")
            (best,) = ax.plot([], [], "o", ms=15, mfc="none", mec=COLOURS[1], mew=2)
            frame = Rectangle((1, 1), 1, 1, fill=False, ec=COLOURS[0], lw=2, ls="--")
            ax.add_patch(frame)
        moving = self.canvas.moving
        self.dots, self.best, self.frame = moving(dots), moving(best), moving(frame)
        self.note = self.canvas.note(ax)
        dots.set_clim(0, 0.35)  # the widest numbers beside the colours
        self.canvas.settle()
        self._fit()

    def _fit(self) -> None:
        """Show a decade more than was tried, and the accuracies that there are."""
        area = around(self.trials)
        (ax,) = self.canvas.axes
        ax.set(
            xlim=(area.rate_low / 10, area.rate_high * 10),
            ylim=(area.reg_low / 10, area.reg_high * 10),
        )
        found = [t.accuracy for t in self.trials if np.isfinite(t.accuracy)]
        self.dots.set_clim(min(found, default=0), max(found, default=1))
        self.canvas.forget()

    def begin(self, state: State) -> Iterator[float]:
        """Try new points in the region, one after another."""
        points = proposals(state)
        for i, point in enumerate(points):
            accuracy = yield from stepwise(
                self.attempt(point["learning_rate"], point["reg"]), i / len(points)
            )
            self.trials.append(Trial(point["learning_rate"], point["reg"], accuracy))
            self._fit()

    def example(self, state: State) -> Frame:
        """Draw the trials that there are, or recorded ones."""
        if self.trials:
            return self.draw(state)
        scene = Scene(read_trials(recorded()["search"]), self.attempt)
        return scene.draw(state).recorded()

    def draw(self, state: State) -> Frame:
        """Draw the trials and the region."""
        trials = self.trials
        rates, regs = [t.learning_rate for t in trials], [t.reg for t in trials]
        accuracies = np.nan_to_num([t.accuracy for t in trials])
        self.dots.set_offsets(np.column_stack([rates, regs]).reshape(-1, 2))
        self.dots.set_array(accuracies)
        best = [int(np.argmax(accuracies))] if trials else []
        self.best.set_data([rates[i] for i in best], [regs[i] for i in best])
        self.frame.set_bounds(
            *(state.rate_low, state.reg_low),
            *(state.rate_high - state.rate_low, state.reg_high - state.reg_low),
        )
        edges = at_the_edge(trials)
        self.note.set_text(f"Best at {' and '.join(edges)}" if edges else "")
        return Frame(self.canvas.png(), describe(state, trials))
