"""What a training run has come to, in words."""

from __future__ import annotations

import numpy as np

from cs231n_utils.widgets.runs import Run
from cs231n_utils.widgets.verdicts import judge, smooth


def describe(run: Run | None, earlier: list[Run]) -> str:
    """Say in words what the picture shows."""
    if run is None or not run.losses:
        return "Nothing has run yet. Choose a learning rate, then press Start."
    verdict = judge(run.losses)
    loss = smooth(run.losses)[-1]
    words = [
        f"Learning rate {run.settings.rate:.3g}, step {len(run.losses)} of "
        f"{run.planned}. Verdict: {verdict.word}. {verdict.why} The loss is "
        f"{loss:.3g}, the validation accuracy {run.val_acc[-1]:.0%}, at best "
        f"{max(run.val_acc):.0%}. {_ratio(run)}"
    ]
    words += [f"Earlier: {name(e)}, at best {max(e.val_acc):.0%}." for e in earlier]
    return " ".join(words)


def _ratio(run: Run) -> str:
    ratio = np.median(run.ratios)
    if not np.isfinite(ratio):
        return "The first layer's weights are 0."
    return (
        f"A step changes the first layer's weights by {ratio:.1g} of their size "
        "(median)."
    )


def name(run: Run) -> str:
    """Name a run by its rate and its verdict."""
    return f"rate {run.settings.rate:.3g}, {judge(run.losses).word}"
