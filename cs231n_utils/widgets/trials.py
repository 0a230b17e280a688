"""Trials step by step, for a search that one can watch."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from cs231n_utils.widgets.runs import Settings, train
from cs231n_utils.widgets.small_data import making

STEPS = 200
# Tries one point, step by step; what it returns at the end is the accuracy.
Try = Callable[[float, float], Generator[object, None, float]]


def small_trial(learning_rate: float, reg: float) -> Generator[object, None, float]:
    """Train a small net for 200 steps; return its best validation accuracy."""
    yield from making()
    run = None
    for run in train(Settings(rate=learning_rate, steps=STEPS), reg=reg):
        yield run
    return max(run.val_acc) if run else 0.0


def stepwise(steps: Any, share: float) -> Generator[float, None, float]:
    """Take the steps of a trial, yielding `share` for each; return its accuracy."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return float(end.value)
        yield share
