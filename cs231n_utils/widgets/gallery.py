"""The loss-curve gallery: real runs to diagnose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from cs231n_utils.plots import COLOURS
from cs231n_utils.widgets.base import Explorer
from cs231n_utils.widgets.canvas import Canvas, Frame, house_style
from cs231n_utils.widgets.cases import CASES, stored
from cs231n_utils.widgets.fields import Choice, Number, seed, setting
from cs231n_utils.widgets.verdicts import smooth

UNDECIDED = "undecided"
COUNT = len(CASES)


@dataclass(frozen=True)
class State:
    """Which run, and what you say it has; the seed shuffles the runs."""

    run: int = setting(1, Number("run", 1, COUNT, 1, whole=True))
    diagnosis: str = setting(
        UNDECIDED, Choice("your diagnosis", (UNDECIDED, *sorted(CASES)))
    )
    seed: int = seed()


def truth(state: State) -> str:
    """Return the diagnosis of the run that is shown."""
    order = np.random.default_rng(state.seed).permutation(COUNT)
    return list(CASES)[int(order[state.run - 1])]


def describe(state: State, run: dict[str, Any]) -> str:
    """Say what the curves show and, once there is a diagnosis, whether it is right."""
    losses = run["losses"]
    means = smooth(losses)
    words = [
        f"Run {state.run} of {COUNT}: the loss goes from {losses[0]:.3g} to "
        f"{means[-1]:.3g} in {len(losses)} steps; its lowest average is "
        f"{means.min():.3g}. At the end training accuracy is "
        f"{run['train_acc'][-1]:.0%}, validation accuracy {run['val_acc'][-1]:.0%}."
    ]
    if state.diagnosis == UNDECIDED:
        words.append("What is your diagnosis?")
    elif state.diagnosis == truth(state):
        case = CASES[state.diagnosis]
        words.append(f"Right: {state.diagnosis}. {case.why} {case.cure}")
    else:
        words.append(f"Not {state.diagnosis}: for that, {_lower(state.diagnosis)}")
    return " ".join(words)


def _lower(diagnosis: str) -> str:
    why: str = CASES[diagnosis].why
    return why[0].lower() + why[1:]


class Scene:
    """The loss and the accuracies of a run."""

    states: ClassVar[type[State]] = State

    def __init__(self) -> None:
        self.canvas = Canvas(2, height=3.4)
        loss, accuracy = self.canvas.axes
        with house_style():
            loss.set(title="loss (pale: each step)", xlabel="step", xlim=(0, 600))
            accuracy.set(title="accuracy", xlabel="step", xlim=(0, 600), ylim=(0, 1.05))
            (raw,) = loss.plot([], [], lw=0.8, alpha=0.4, color=COLOURS[0])
            (mean,) = loss.plot([], [], color=COLOURS[0])
            (train,) = accuracy.plot([], [], "--", color=COLOURS[1], label="training")
            (val,) = accuracy.plot([], [], color=COLOURS[2], label="validation")
            accuracy.legend(loc="upper left")
        moved = (loss.yaxis, raw, mean, train, val)
        _, *self.lines = (self.canvas.moving(artist) for artist in moved)
        self.note = self.canvas.note(loss, x=0.98)
        loss.set_ylim(0, 250)  # the widest numbers
        self.canvas.settle()

    def draw(self, state: State) -> Frame:
        """Draw the run of a state."""
        run = stored()[truth(state)]
        losses = np.asarray(run["losses"])
        top = min(1.1 * max(losses), 2 * losses[0])
        self.canvas.axes[0].set_ylim(0, max(2.6, top))
        x = np.arange(1, len(losses) + 1)
        raw, mean, train, val = self.lines
        raw.set_data(x, losses)
        mean.set_data(x, smooth(run["losses"]))
        train.set_data(run["accuracy_at"], run["train_acc"])
        val.set_data(run["accuracy_at"], run["val_acc"])
        right = state.diagnosis == truth(state)
        said = "undecided" if state.diagnosis == UNDECIDED else "wrong"
        self.note.set_text(f"run {state.run}: {'right' if right else said}")
        return Frame(self.canvas.png(), describe(state, run))


class LossCurveGallery(Explorer):
    """Diagnose real training runs by their curves.

    Attributes
    ----------
    answers : dict
        The first diagnosis that was given of each run, and whether it was right.
    """

    question = "What is wrong with this run, judging by its curves?"
    make_scene = Scene

    def __init__(self, state: str = "") -> None:
        self.answers: dict[tuple[int, int], bool] = {}
        super().__init__(state)

    def _frame(self, state: State) -> Frame:
        """Draw the run, keep its first diagnosis, and say how many were right."""
        frame = super()._frame(state)
        if state.diagnosis != UNDECIDED:
            right = state.diagnosis == truth(state)
            self.answers.setdefault((state.seed, state.run), right)
        if not self.answers:
            return frame
        score = f"{sum(self.answers.values())} of {len(self.answers)}"
        return Frame(frame.png, f"{frame.text} At the first try right: {score}.")

    def _frame_after(self, name: str, value: Any) -> Frame:
        """Draw another run undecided."""
        return self._frame(replace(self.values, **{name: value}, diagnosis=UNDECIDED))

    def _changed(self, name: str, change: object) -> None:
        """Begin every other run undecided."""
        if name != "diagnosis" and not self._quiet:
            with self.quiet():
                self.inputs["diagnosis"].value = UNDECIDED
        super()._changed(name, change)
