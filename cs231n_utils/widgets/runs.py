"""A real training run, step by step, as the live widgets watch it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cs231n_utils.classifiers import FullyConnectedNet
from cs231n_utils.solver import Solver
from cs231n_utils.widgets.fields import Choice, Number, seed, setting
from cs231n_utils.widgets.small_data import DIM, small_data

SCHEDULES = ("constant", "step", "cosine", "warm-up")
INITS = ("0.0001", "0.001", "0.01", "xavier", "he", "zero")
HIDDEN = 50
EVERY = 10  # steps between two measurements of the update ratio


@dataclass(frozen=True)
class Settings:
    """How a small net is trained."""

    rate: float = setting(1e-3, Number("learning rate", 1e-6, 1, 0.1, log=True))
    schedule: str = setting("constant", Choice("schedule", SCHEDULES))
    momentum: float = setting(0.0, Number("momentum", 0, 0.99, 0.01))
    batch: str = setting("100", Choice("batch size", ("10", "20", "50", "100", "500")))
    init: str = setting("0.001", Choice("initial weights", INITS))
    steps: int = setting(600, Number("steps", 100, 2000, 100, whole=True))
    seed: int = seed()


@dataclass
class Run:
    """What a run has recorded so far."""

    settings: Any
    planned: int
    losses: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    accuracy_at: list[int] = field(default_factory=list)
    train_acc: list[float] = field(default_factory=list)
    val_acc: list[float] = field(default_factory=list)
    stopped: str = ""


def scheduled(schedule: str, rate: float, t: int, steps: int) -> float:
    """Return the learning rate of step t, counted from 0, of `steps` steps."""
    done = t / steps
    if schedule == "step":
        return rate * 0.1 ** ((done >= 0.5) + (done >= 0.75))
    if schedule == "cosine":
        return rate * 0.5 * (1 + math.cos(math.pi * done))
    if schedule == "warm-up":
        return rate * min(1.0, (t + 1) / (0.1 * steps))
    return rate


def train(
    settings: Settings,
    rate_at: Callable[[int], float] | None = None,
    max_loss_ratio: float | None = 3,
    **options: Any,
) -> Iterator[Run]:
    """Train a net of one hidden layer on the small data set.

    Parameters
    ----------
    settings : Settings
    rate_at : callable, optional
        The learning rate of step t, in the place of the schedule.
    max_loss_ratio : float or None, default=3
        The run stops when the loss exceeds so many times the first one.
    **options
        For the solver, or for the net: "reg"; or "data", in the place of the small set.

    Yields
    ------
    run : Run
        The same object after every step.
    """
    solver = _solver(settings, max_loss_ratio, **options)
    run = Run(settings, settings.steps)
    steps = solver.steps()
    for t in range(settings.steps):
        rate = (
            rate_at(t)
            if rate_at
            else scheduled(settings.schedule, settings.rate, t, settings.steps)
        )
        for config in solver.optim_configs.values():
            config["learning_rate"] = rate
        watched = t % EVERY == 0
        before = solver.model.params["W1"].copy() if watched else None
        next(steps)
        if before is not None:
            run.ratios.append(update_ratio(before, solver.model.params["W1"]))
        _record(run, solver, rate)
        yield run
        if run.stopped:
            return


def update_ratio(before: Any, after: Any) -> float:
    """Return the length of a step, as a share of the length of the weights."""
    length = float(np.linalg.norm(before))
    return float(np.linalg.norm(after - before)) / length if length else math.inf


def _solver(
    settings: Settings, limit: float | None, reg: float = 0.0, data: Any = None
) -> Solver:
    try:
        scale: float | str = float(settings.init)
    except ValueError:
        scale = settings.init
    net = FullyConnectedNet(
        [HIDDEN], DIM, reg=reg, weight_scale=scale, seed=settings.seed
    )
    config = {"learning_rate": settings.rate}
    if settings.momentum:
        config["momentum"] = settings.momentum
    return Solver(
        net,
        data or small_data(),
        update_rule="sgd_momentum" if settings.momentum else "sgd",
        optim_config=config,
        batch_size=int(settings.batch),
        num_epochs=settings.steps,
        num_train_samples=200,
        verbose=False,
        seed=settings.seed,
        max_loss_ratio=limit,
    )


def _record(run: Run, solver: Solver, rate: float) -> None:
    run.losses.append(solver.loss_history[-1])
    run.rates.append(rate)
    run.stopped = solver.stopped
    if len(solver.val_acc_history) > len(run.val_acc):
        run.accuracy_at.append(len(run.losses))
        run.train_acc.append(solver.train_acc_history[-1])
        run.val_acc.append(solver.val_acc_history[-1])
