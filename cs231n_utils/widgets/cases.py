"""Real runs with something wrong: which ones there are, and how they were recorded."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from cs231n_utils.widgets.recorded import recorded
from cs231n_utils.widgets.runs import Run, Settings, train
from cs231n_utils.widgets.state import read_state

DIGITS = 4


@dataclass(frozen=True)
class Case:
    """A run that went a certain way.

    Attributes
    ----------
    settings : str
        The state of the learning-rate explorer that gives this run.
    why : str
        What in the curves tells.
    cure : str
        What to do about it.
    reg : float
    limit : float or None
        At how many times the first loss the run was stopped.
    """

    settings: str
    why: str
    cure: str
    reg: float = 0.0
    limit: float | None = 3.0


CASES = {
    "healthy": Case(
        "rate=0.0005",
        "The loss falls quickly, then more slowly; validation follows training.",
        "Train on.",
    ),
    "rate-too-low": Case(
        "rate=0.00001",
        "The loss falls from the first step to the last, in a straight line, and has "
        "hardly moved.",
        "Take a higher rate.",
    ),
    "rate-too-high": Case(
        "rate=0.002 batch=20",
        "The loss falls at once, then jumps about far above where it could be.",
        "Take a lower rate, or let it decay.",
        limit=None,
    ),
    "exploding": Case(
        "rate=0.003",
        "After a start that looks well, the loss leaves all bounds.",
        "Take a much lower rate.",
    ),
    "overfitting": Case(
        "rate=0.0003 momentum=0.9",
        "The loss goes to 0 and training accuracy to 100%; validation stands still.",
        "Take more data, augmentation, dropout or regularisation.",
    ),
    "regularisation-too-strong": Case(
        "rate=0.001",
        "The loss starts above ln 10 = 2.3 and stays high; training accuracy is as low "
        "as validation's.",
        "Take a weaker regularisation.",
        reg=30.0,
    ),
    "equal-weights": Case(
        "rate=0.001 init=zero",
        "The loss stays at ln 10 = 2.3 and accuracy at one in ten: no unit "
        "differs from another.",
        "Draw the initial weights at random.",
    ),
    "weights-too-large": Case(
        "rate=0.00001 init=he",
        "The first loss is a hundred times ln 10 = 2.3: the net is sure, and wrong.",
        "Draw smaller initial weights, or scale the inputs.",
    ),
}


def record(case: Case) -> dict[str, Any]:
    """Train a case again; return its histories as they are stored."""
    settings = read_state(Settings, case.settings)
    *_, run = train(settings, max_loss_ratio=case.limit, reg=case.reg)
    return histories(run)


def histories(run: Run) -> dict[str, Any]:
    """Return what a run has recorded, in as many digits as are stored."""

    def short(values: list[float]) -> list[float]:
        shown = (f"{value:.{DIGITS}g}" for value in values if math.isfinite(value))
        return [float(value) for value in shown]

    return {
        "losses": short(run.losses),
        "ratios": short(run.ratios),
        "accuracy_at": run.accuracy_at,
        "train_acc": short(run.train_acc),
        "val_acc": short(run.val_acc),
    }


def stored() -> dict[str, dict[str, Any]]:
    """Return the histories of all cases, by diagnosis."""
    runs: dict[str, dict[str, Any]] = recorded()["runs"]
    return runs


def example(name: str) -> Run:
    """Return a stored case as the run that it was."""
    settings, kept = read_state(Settings, CASES[name].settings), stored()[name]
    rates = [settings.rate] * len(kept["losses"])
    return Run(settings, settings.steps, rates=rates, **kept)
