"""Checks of answers that draw random numbers: by structure, and by counting.

Right answers draw their numbers in many ways, so none is compared one by one. What
chance may do to a count is bounded so that a check cell blames a right answer with
probability below `BUDGET`. `python -P benchmarks/random_answers.py` draws right answers
through every such cell.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cs231n_utils.checks import CheckFailed, _numbers, entries, expect, items
from cs231n_utils.types import Array

Flags = NDArray[np.bool_]

# What a check cell may spend on false alarms: one in a million right answers.
BUDGET = 1e-6
# A count farther from its mean is blamed. Beyond six standard deviations lie 2e-9 of a
# normal distribution, and less than 1e-8 of the binomials that are used here: see
# tests/utils/test_chance.py.
SIGMAS = 6.0


def share(
    what: str,
    flags: Any,
    p: float,
    *,
    hint: str = "",
    mistakes: Mapping[str, float] | None = None,
) -> None:
    """Compare how often something happened with the probability that it has.

    Parameters
    ----------
    what : str
        What is counted, such as "the share of entries that f keeps".
    flags : array of bool
        Whether it happened, in independent draws.
    p : float
        The probability, from 0.1 to 0.9 for thousands of flags.
    hint : str
        What to look at when it differs.
    mistakes : dict
        Known wrong probabilities by the sentence that names each. The sentence is shown
        when exactly one of them fits.

    Raises
    ------
    CheckFailed

    Examples
    --------
    >>> share("the share of heads", np.zeros(100), 0.5, mistakes={"No coin.": 0})
    Traceback (most recent call last):
    cs231n_utils.checks.CheckFailed: the share of heads is not right.
      expected 0.5, where chance moves it by less than 0.3; got 0
      Likely cause: No coin.
    """
    flags = np.asarray(flags, dtype=bool)
    got, limit = float(flags.mean()), SIGMAS * math.sqrt(p * (1 - p) / flags.size)
    if abs(got - p) <= limit:
        return
    lines = [
        f"{what} is not right.",
        f"  expected {p:.4g}, where chance moves it by less than {limit:.1g}; "
        f"got {got:.4g}",
    ]
    known = (mistakes or {}).items()
    fitting = [sentence for sentence, wrong in known if abs(got - wrong) <= limit]
    if len(fitting) == 1:
        lines.append(f"  Likely cause: {fitting[0]}")
    elif hint:
        lines.append(f"  Look at: {hint}")
    raise CheckFailed("\n".join(lines))


def random_mask(
    what: str, got: Any, x: Array, *, keep: float, factor: float, hint: str = ""
) -> Flags:
    """Look at a value as x under a random mask, and return which entries it keeps.

    Every entry must be factor * x or 0, kept with probability `keep`, independently of
    its neighbours.

    Parameters
    ----------
    what : str
        What is looked at, such as "out of dropout_forward".
    got : array-like
    x : array, shape (N, d_1, ..., d_k)
        No entry is 0, and N and d_1 ... d_k are at least 100.
    keep : float
        From 0.3 to 0.7.
    factor : float
        By what the entries that stay are multiplied.
    hint : str
        What to look at when the factor is another.
    """
    have = _numbers(what, got, x.shape)
    kept: Flags = have != 0
    if kept.any() and not kept.all():
        _drawn_one_by_one(what, kept.reshape(len(kept), -1))
    share(
        f"{what}: the share that stays",
        kept,
        keep,
        mistakes={
            "every entry stays: nothing is dropped.": 1,
            "no entry stays.": 0,
            "p is the probability of keeping an entry, not of dropping it.": 1 - keep,
            "the random numbers are normal; take uniform ones from 0 to 1.": (
                0.5 + 0.5 * math.erf(keep / math.sqrt(2))
            ),
        },
        hint="each entry stays with probability p",
    )
    ratio = have[kept] / x[kept]
    expect(
        f"{what}: the factor of what stays (least, greatest)",
        [ratio.min(), ratio.max()],
        [factor, factor],
        hint=hint,
    )
    return kept


def _drawn_one_by_one(what: str, table: Flags) -> None:
    """Refuse a mask of which a whole row or a whole column shares one fate."""
    for axis, sentence in enumerate(
        ["all rows get the same mask", "an entry shares the fate of its whole row"]
    ):
        if (table == table.take([0], axis)).all(axis).any():
            raise CheckFailed(
                f"{what}: the fate of its entries is not drawn one by one.\n"
                f"  Likely cause: {sentence}; draw a number for every entry."
            )


def same_mask(
    what: str, got: Any, kept: Flags, factor: float, *, forward: str, hint: str = ""
) -> None:
    """Expect `factor` where a forward pass kept an entry, and 0 where it dropped one.

    Parameters
    ----------
    what : str
        What is looked at, such as "dx of dropout_backward for dout = 1".
    got : array-like
    kept : array of bool
    factor : float
    forward : str
        The name of the forward pass that drew the mask.
    hint : str
        What to look at when it differs.
    """
    have = _numbers(what, got, kept.shape)
    if kept.all() or not kept.any():
        count = "every" if kept.all() else "no"
        raise CheckFailed(
            f"`{forward}` keeps {count} entry in training, so its backward pass cannot "
            "be judged. Mend the forward pass first."
        )
    for part, where, wanted in [
        ("dropped", ~kept, 0.0),
        ("kept", kept, factor),
    ]:
        expect(
            f"{what}, where {forward} {part} the entry (least, greatest)",
            [have[where].min(), have[where].max()],
            [wanted, wanted],
            hint=hint,
        )


def differs(what: str, one: Any, other: Any, *, hint: str = "") -> None:
    """Expect that two draws of many random numbers are not equal."""
    if np.array_equal(np.asarray(one), np.asarray(other)):
        look = f"\n  Look at: {hint}" if hint else ""
        raise CheckFailed(f"{what} should differ, but all of it is the same.{look}")


def dealt(what: str, got: Any, total: int, *, once: bool = True) -> list[Any]:
    """Expect a list of batches of indices, together as many as there are examples.

    Parameters
    ----------
    what : str
        What is looked at, such as "batches of deal_batches".
    got : list of arrays of int
    total : int
        How many examples there are.
    once : bool, default=True
        Each example must be in exactly one batch.

    Returns
    -------
    batches : list of arrays
    """
    if not isinstance(got, list | tuple):
        kind = type(got).__name__
        raise CheckFailed(f"{what} should be a list of arrays, but is of type {kind}.")
    batches = [_indices(what, batch) for batch in got]
    order = np.concatenate([np.zeros(0, int), *batches])
    if order.size and (order.min() < 0 or order.max() >= total):
        raise CheckFailed(
            f"{what} should hold indices from 0 to {total - 1}, but hold "
            f"{order.min()} to {order.max()}."
        )
    counts = np.bincount(order, minlength=total)
    if once and (counts != 1).any():
        raise CheckFailed(
            f"{what} should hold every example once. Of {total} examples, "
            f"{np.sum(counts == 0)} are in no batch and {np.sum(counts > 1)} occur "
            "more than once."
        )
    if order.size != total:
        raise CheckFailed(f"{what} hold {order.size} indices for {total} examples.")
    return batches


def drawn(what: str, got: Any, space: Mapping[str, Any], n: int) -> Array:
    """Expect n settings with numbers of their own, each within its range.

    Parameters
    ----------
    what : str
        What drew them, such as "random_points".
    got : list of dicts
    space : dict
        By name: (low, high).
    n : int

    Returns
    -------
    places : array of shape (n, number of names)
        Where each number stands in its range, in the logarithm: 0 at low, 1 at high.
    """
    one = f"a setting of {what}"
    points = items(f"what {what} returns", got, n)
    rows = [entries(one, point, list(space)) for point in points]
    columns = [
        _column(f"{name} in {one}", column)
        for name, column in zip(space, zip(*rows, strict=True), strict=True)
    ]
    values, (low, high) = np.stack(columns, 1), np.array(list(space.values())).T
    unique = [len(np.unique(column)) for column in values.T]
    expect(
        f"how many different {' and '.join(space)} {what} draws",
        unique,
        [n] * len(space),
        hint="every setting gets numbers of its own",
    )
    inside = np.mean((values >= low * (1 - 1e-9)) & (values <= high * (1 + 1e-9)))
    expect(f"the share of {what} that lies in its range", inside, 1, hint="low, high")
    places: Array = np.log(values / low) / np.log(high / low)
    return places


def _column(what: str, values: Sequence[Any]) -> Array:
    """Return numbers as an array; one that is none is judged by itself."""
    with contextlib.suppress(Exception):
        array = np.array(values)
        if array.dtype.kind in "biuf" and np.isfinite(array).all():
            return _numbers(what, array, (len(values),))
    return np.array([_numbers(what, value, ()) for value in values])


def folded(what: str, got: Any, n: int, k: int) -> list[NDArray[np.intp]]:
    """Expect k pairs (train, val) of indices, as k folds of n examples give them.

    Parameters
    ----------
    what : str
        What dealt them, such as "k_folds(10, 3, rng)".
    got : list of pairs of arrays of int
    n, k : int

    Returns
    -------
    val : list of k arrays
        The validation indices of each fold, sorted.
    """
    number = f"the number of pairs of {what}"
    if isinstance(got, list | tuple):
        expect(number, len(got), k, hint="one pair for each fold")
    pairs = [
        items(f"a fold of {what}", fold, 2) for fold in items(f"what {what} is", got, k)
    ]
    train, val = (
        [np.sort(_indices(f"{name} of {what}", pair[i])) for pair in pairs]
        for i, name in enumerate(["train", "val"])
    )
    number = f"the number of validation indices of {what}"
    exchanged = {"the pairs are (train, val), in this order.": n * (k - 1)}
    hint = "every example validates once"
    expect(number, sum(map(len, val)), n, hint=hint, mistakes=exchanged)
    together = np.sort(np.concatenate(val))
    expect(f"all validation indices of {what}, sorted", together, range(n))
    sizes = [len(part) for part in np.array_split(range(n), k)][::-1]
    hint = "sizes differ by at most one"
    got_sizes = sorted(map(len, val))
    expect(f"the sizes of the folds of {what}, sorted", got_sizes, sizes, hint=hint)
    hint = "train holds all that val does not, and nothing else"
    for t, v in zip(train, val, strict=True):
        expect(f"the size of train of {what}", len(t), n - len(v), hint=hint)
        both = np.sort([*t, *v])
        expect(f"train and val of {what}, sorted", both, range(n), hint=hint)
    return val


def _indices(what: str, batch: Any) -> NDArray[np.intp]:
    try:
        array = np.asarray(batch)
        if array.dtype.kind not in "iu" and array.size:
            raise TypeError
        return array.astype(np.intp).reshape(len(array))
    except Exception:
        raise CheckFailed(
            f"{what} should be arrays of integers, one axis each."
        ) from None
