"""Checks of update rules: several steps in a row, each with what the last one left.

follow(sgd_momentum, w, [dw, dw], config, [first, second], hint="the velocity")
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from cs231n_utils.checks import CheckFailed, entries, expect, run
from cs231n_utils.types import Array, ParamDict

RuleAnswer = Callable[..., Any]


def follow(
    rule: RuleAnswer,
    w: Array,
    gradients: Sequence[Any],
    config: ParamDict | None,
    expected: Sequence[Any],
    *,
    label: str = "",
    hint: str = "",
    tolerance: float = 1e-8,
) -> ParamDict:
    """Take one step for each gradient, and compare every next_w with the right one.

    Parameters
    ----------
    rule : callable
        The answer: rule(w, dw, config) -> (next_w, config).
    w : array
    gradients : list of array-likes
    config : dict or None
        It is copied. Every further step is given the config that came back.
    expected : list of array-likes
        next_w after each step.
    label : str
        What is special about this walk, for the message.
    hint : str
    tolerance : float, default=1e-8

    Returns
    -------
    config : dict
        What the last step returned.
    """
    state = copy.deepcopy(config)
    for step, (dw, right) in enumerate(zip(gradients, expected, strict=True), start=1):
        what = f"next_w of {rule.__name__}{label}, step {step}"
        w, state = _take(rule, w, np.array(dw, dtype=float), state)
        try:
            expect(what, w, right, hint=hint, tolerance=tolerance)
        except CheckFailed as failed:
            if failed.compared or not hint:
                raise
            # What is nan or of another shape has no cause yet to look at.
            raise CheckFailed(f"{failed}\n  Look at: {hint}") from None
        w = np.asarray(w, dtype=float)
    assert state is not None
    return state


def same_steps(
    rule: RuleAnswer,
    reference: RuleAnswer,
    w: Array,
    gradients: Sequence[Array],
    config: ParamDict,
    *,
    fixed: Mapping[str, ParamDict] | None = None,
    hint: str = "",
) -> None:
    """Compare next_w after several steps with the answer key's (hidden parts only).

    Parameters
    ----------
    rule, reference : callable
    w : array
    gradients : list of arrays
    config : dict
        Copied for each side.
    fixed : dict, optional
        Known mistakes: by their sentences, settings with which the key goes the same
        way as a rule with this mistake.
    hint : str
    """

    def walk(step: RuleAnswer, settings: ParamDict) -> Array:
        at, state = w.copy(), copy.deepcopy(settings)
        for dw in gradients:
            at, state = step(at, dw.copy(), state)
        return at

    at: Any = w.copy()
    state: Any = copy.deepcopy(config)
    for dw in gradients:
        at, state = _take(rule, at, dw, state)
    said = ", ".join(f"{k} {v}" for k, v in config.items() if np.ndim(v) == 0)
    where = f"step {len(gradients)}, with {said or 'defaults'}"
    what = f"next_w of {rule.__name__}, {where}"
    mistakes = {s: walk(reference, config | c) for s, c in (fixed or {}).items()}
    expect(what, at, walk(reference, config), hint=hint, mistakes=mistakes)


def _take(
    rule: RuleAnswer, w: Any, dw: Array, config: ParamDict | None
) -> tuple[Any, ParamDict]:
    next_w, state = run(rule, w, dw, config, returns="next_w, config")
    entries(f"config of {rule.__name__}", state, ())
    return next_w, state
