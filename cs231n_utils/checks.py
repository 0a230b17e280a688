"""Checks: what a test cell says of an answer.

A check looks at what a function returns, never at its code or its cache. It calls the
function by position with copies of its inputs. What is right in an unusual way passes;
what is merely unwise is said as advice and costs nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from cs231n_utils.gradient_check import check_backward
from cs231n_utils.skeletons import PlainError
from cs231n_utils.types import Array

# Right answers in other styles stay below 1e-12 of the largest entry in float64 on the
# inputs of our checks; the mildest known mistakes stand above 1e-6.
TOLERANCE = 1e-8

_advised: set[tuple[str, str]] = set()


class CheckFailed(PlainError, AssertionError):
    """An answer is not right yet; the message says in what."""


def run(function: Callable[..., Any], *args: Any, returns: str) -> Any:
    """Call an answer with copies of `args`, and look at the form of what it returns.

    Parameters
    ----------
    function : callable
        The answer.
    *args : arrays, numbers and dicts
        Arrays are copied. Dicts are handed over as they are: a layer may write to its
        own.
    returns : str
        Names of what it should return, such as "out, cache".

    Returns
    -------
    result : what the function returned
        One value, or a tuple with as many as `returns` names.
    """
    given = [copy.deepcopy(a) if isinstance(a, np.ndarray) else a for a in args]
    before = copy.deepcopy(given)
    try:
        result = function(*given)
    except Exception as error:
        error.add_note(f"(while a check called {_call(function, args)})")
        raise
    names = returns.split(", ")
    if len(names) > 1 and not (
        isinstance(result, tuple | list) and len(result) == len(names)
    ):
        raise CheckFailed(
            f"`{_name(function)}` should return ({returns}), "
            f"but returned {_describe(result)}."
        )
    _advise(function, before, given, result if len(names) == 1 else result[0])
    return result


def expect(
    what: str,
    got: Any,
    expected: Any,
    *,
    hint: str = "",
    mistakes: Mapping[str, Any] | None = None,
    tolerance: float = TOLERANCE,
) -> None:
    """Compare a value with the right one, and explain the difference.

    Parameters
    ----------
    what : str
        What is compared, such as "running_mean after one batch".
    got, expected : array-like
        The shapes must agree. Differences count relative to the largest entry of
        `expected`.
    hint : str
        What to look at when they differ.
    mistakes : dict
        Known wrong values and the sentence that names each. The sentence is shown when
        exactly one of them matches.
    tolerance : float, default=1e-8

    Raises
    ------
    CheckFailed

    Examples
    --------
    >>> expect("the mean", 2.0, 3.0, mistakes={"You divided by N - 1.": 2.0})
    Traceback (most recent call last):
    cs231n_utils.checks.CheckFailed: the mean is not right.
      expected 3, got 2
      Likely cause: You divided by N - 1.
    """
    want = np.asarray(expected)
    if problem := _form(got, want.shape):
        raise CheckFailed(f"{what} {problem}")
    have = np.asarray(got)
    if close(have, want, tolerance):
        return
    lines = [f"{what} is not right.", f"  {_difference(have, want, tolerance)}"]
    if cause := diagnose(have, mistakes or {}, tolerance):
        lines.append(f"  Likely cause: {cause}")
    elif hint:
        lines.append(f"  Look at: {hint}")
    raise CheckFailed("\n".join(lines))


def agree(
    function: Callable[..., Any],
    reference: Callable[..., Any],
    cases: Iterable[Sequence[Any]],
    *,
    returns: str,
    compare: int = 1,
    updates: Sequence[str] = (),
) -> None:
    """Compare an answer with another function on every case.

    Parameters
    ----------
    function, reference : callable
    cases : list of argument lists
        A dict among the arguments is copied for each side.
    returns : str
        Names of what they return.
    compare : int, default=1
        How many of the returned values are compared, from the first on.
    updates : list of str
        Keys that the call writes into the dict among its arguments, compared too.
    """
    names = returns.split(", ")
    for case in cases:
        mine, theirs = copy.deepcopy(list(case)), copy.deepcopy(list(case))
        got = run(function, *mine, returns=returns)
        expected = reference(*theirs)
        if len(names) == 1:
            got, expected = (got,), (expected,)
        where = f"for {_call(function, case)}"
        for name, value, right in list(zip(names, got, expected, strict=True))[:compare]:
            expect(f"{name} {where}", value, right)
        mine_dict, their_dict = _last_dict(mine), _last_dict(theirs)
        for key in updates:
            value = np.asarray(mine_dict.get(key)) if key in mine_dict else None
            expect(f'"{key}" {where}', _squeezed(value), their_dict[key])


def gradients(
    forward: Callable[..., Any],
    backward: Callable[..., Any],
    inputs: Sequence[Array],
    args: Sequence[Any] = (),
    *,
    names: Sequence[str],
) -> None:
    """Compare a backward pass with numerical gradients of its own forward pass.

    Parameters
    ----------
    forward, backward : callable
        forward(*inputs, *args) -> (out, cache), and backward(dout, cache) -> gradients.
    inputs : list of float64 arrays
    args : list
        Further arguments, without gradient.
    names : list of str
        Names of the gradients, in order.
    """
    report = check_backward(forward, backward, inputs, args=args, names=names)
    if not report.passed:
        raise CheckFailed(str(report))


def alike(
    forward: Callable[..., Any], reference: Callable[..., Any], args: Sequence[Any]
) -> None:
    """Refuse to judge a backward pass behind a forward pass that does other work.

    A forward pass with a small mistake passes: its mistake costs points once, in its own
    checks.
    """
    mine, theirs = copy.deepcopy(list(args)), copy.deepcopy(list(args))
    out, _ = run(forward, *mine, returns="out, cache")
    right, _ = reference(*theirs)
    problem = _form(out, right.shape)
    if problem or not np.corrcoef(np.ravel(out), np.ravel(right))[0, 1] > 0.9:
        raise CheckFailed(
            f"`{_name(forward)}` is far from right, so its backward pass cannot be "
            "judged. Mend the forward pass first."
        )


def passed(what: str) -> None:
    """Say that all checks of a test cell hold."""
    print(f"Passed: {what}.")


def close(got: Array, expected: Array, tolerance: float = TOLERANCE) -> bool:
    """Tell whether two arrays of one shape agree, relative to the largest entry."""
    scale = max(1e-8, float(np.max(np.abs(expected), initial=0.0)))
    return bool(np.all(np.abs(got - expected) <= tolerance * scale))


def diagnose(got: Array, mistakes: Mapping[str, Any], tolerance: float) -> str:
    """Return the sentence of the one known mistake that equals `got`, if it is one."""
    same = [
        sentence
        for sentence, wrong in mistakes.items()
        if np.shape(wrong) == got.shape and close(got, np.asarray(wrong), tolerance)
    ]
    return same[0] if len(same) == 1 else ""


def _form(got: Any, shape: tuple[int, ...]) -> str:
    """Say what is wrong with a value before its numbers are looked at."""
    if got is None:
        return "is missing: it is None."
    try:
        array = np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        return f"should be numbers, but is {_describe(got)}."
    if array.shape != shape:
        return f"has shape {array.shape}, but should have shape {shape}."
    bad = int(np.sum(~np.isfinite(array)))
    return f"holds {bad} entries that are nan or infinite." if bad else ""


def _difference(got: Array, expected: Array, tolerance: float) -> str:
    if not got.shape:
        return f"expected {expected:.6g}, got {got:.6g}"
    scale = max(1e-8, float(np.max(np.abs(expected))))
    wrong = np.abs(got - expected) > tolerance * scale
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    place = index[0] if len(index) == 1 else index
    return (
        f"{wrong.sum()} of {wrong.size} entries differ; the first at index {place}: "
        f"expected {expected[index]:.6g}, got {got[index]:.6g}"
    )


def _advise(
    function: Callable[..., Any], before: list[Any], after: list[Any], first: Any
) -> None:
    """Print, once a function, what is unwise but costs nothing."""
    for old, new in zip(before, after, strict=True):
        if isinstance(old, np.ndarray) and not np.array_equal(old, new, equal_nan=True):
            _say(function, "it changes its input array; the caller may still need it")
        dtype = getattr(first, "dtype", None)
        if getattr(old, "dtype", None) == np.float32 and dtype == np.float64:
            _say(function, "float32 went in and float64 came out, at twice the memory")


def _say(function: Callable[..., Any], advice: str) -> None:
    if (_name(function), advice) not in _advised:
        _advised.add((_name(function), advice))
        print(f"Advice for `{_name(function)}` (no points lost): {advice}.")


def _last_dict(args: Sequence[Any]) -> dict[str, Any]:
    return next((a for a in reversed(args) if isinstance(a, dict)), {})


def _squeezed(value: Array | None) -> Array | None:
    """Take running averages of shape (1, D) as (D,)."""
    is_row = value is not None and value.ndim == 2 and len(value) == 1
    return value[0] if is_row and value is not None else value


def _name(function: Callable[..., Any]) -> str:
    return str(getattr(function, "__name__", "the function"))


def _call(function: Callable[..., Any], args: Sequence[Any]) -> str:
    return f"{_name(function)}({', '.join(_describe(a) for a in args)})"


def _describe(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"array of shape {value.shape}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k!r}: {_describe(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple):
        return f"a tuple of {len(value)}"
    return repr(value) if isinstance(value, int | float | str) else f"{value}"[:40]
