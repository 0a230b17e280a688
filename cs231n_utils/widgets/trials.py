"""A short trial, for a search that one can watch."""

from __future__ import annotations

from collections.abc import Generator

from cs231n_utils.widgets.runs import Settings, train
from cs231n_utils.widgets.small_data import making

STEPS = 200


def small_trial(learning_rate: float, reg: float) -> Generator[object, None, float]:
    """Train a small net for 200 steps; return its best validation accuracy."""
    yield from making()
    run = None
    for run in train(Settings(rate=learning_rate, steps=STEPS), reg=reg):
        yield run
    return max(run.val_acc) if run else 0.0
