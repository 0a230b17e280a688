"""Checks: what a test cell says of an answer.

A check looks at what a function returns, never at its code or its cache. It calls the
function by position with copies of its inputs. What is right in an unusual way passes;
what is merely unwise is said as advice and costs nothing.
"""

from __future__ import annotations

import copy
import dataclasses
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from cs231n_utils._slopes import evaluate_many
from cs231n_utils.fingerprints import likely_cause
from cs231n_utils.gradient_check import GradientReport, check_backward
from cs231n_utils.skeletons import NotFilled, PlainError
from cs231n_utils.types import Array

# `python -P benchmarks/check_margins.py` measures: right answers in other styles stay
# below 1e-10 of the largest entry, and no known mistake comes closer than 1e-7.
TOLERANCE = 1e-8
# Least correlation of the outputs of two layers that do about the same.
ALIKE = 0.75

_advised: set[tuple[str, str]] = set()


class CheckFailed(PlainError, AssertionError):
    """An answer is not right yet; the message says in what.

    Attributes
    ----------
    compared : tuple, optional
        What was compared, and the value got, where values were compared.
    """

    compared: tuple[str, Array] | None = None


def run(
    function: Callable[..., Any],
    *args: Any,
    returns: str,
    shape: tuple[int, ...] | None = None,
) -> Any:
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
    shape : tuple, optional
        The first value must be numbers of this shape.

    Returns
    -------
    result : what the function returned
        One value, or a tuple with as many as `returns` names.
    """
    given = [a.copy() if isinstance(a, np.ndarray) else a for a in args]
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
    first = result if len(names) == 1 else result[0]
    _advise(function, args, given, first)
    if shape is not None:
        _numbers(f"{names[0]} of {_name(function)}", first, shape)
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
    mistakes : dict, optional
        Known wrong values by the sentence that names each. The sentence is shown when
        exactly one of them matches. By default the stored fingerprints of `what` name
        the mistake.
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
    want = np.asarray(expected, dtype=float)
    have = _numbers(what, got, want.shape)
    if difference(have, want) <= tolerance:
        return
    lines = [f"{what} is not right.", f"  {_difference(have, want, tolerance)}"]
    if cause := _known(what, have, mistakes, tolerance):
        lines.append(f"  Likely cause: {cause}")
    elif hint:
        lines.append(f"  Look at: {hint}")
    failed = CheckFailed("\n".join(lines))
    failed.compared = (what, have)
    raise failed


def word(
    what: str, got: Any, expected: str, *, choices: Sequence[str], hint: str = ""
) -> None:
    """Compare a word that an answer chose with the right one.

    Parameters
    ----------
    what : str
        What is judged, such as "watchdog of losses that fall".
    got : str
    expected : str
        It may be empty.
    choices : list of str
        The words that there are.
    hint : str
        What to look at when it is another of them.

    Raises
    ------
    CheckFailed

    Examples
    --------
    >>> word("it", "ok", "slow", choices=["slow", "fine"])
    Traceback (most recent call last):
    cs231n_utils.checks.CheckFailed: it should be one of "slow", "fine", but is 'ok'.
    """
    if not isinstance(got, str) or got not in choices:
        known = ", ".join(f'"{choice}"' for choice in choices)
        raise CheckFailed(f"{what} should be one of {known}, but is {_describe(got)}.")
    if got != expected:
        lines = [f"{what} is not right.", f'  expected "{expected}", got "{got}"']
        if hint:
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
    hint: str = "",
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
        Keys of the dict among its arguments, whose values after the call are compared.
    hint : str
        What to look at when they differ.
    """
    names = returns.split(", ")
    for case in cases:
        mine, theirs = copy.deepcopy(list(case)), copy.deepcopy(list(case))
        got = run(function, *mine, returns=returns)
        expected = reference(*theirs)
        if len(names) == 1:
            got, expected = (got,), (expected,)
        where = f"for {_call(function, case)}"
        triples = zip(names, got, expected, strict=True)
        for name, value, right in itertools.islice(triples, compare):
            expect(f"{name} {where}", value, right, hint=hint)
        for key in updates:
            value = stored(_last_dict(mine), key)
            expect(f'"{key}" {where}', value, _last_dict(theirs)[key], hint=hint)


def refuses(
    function: Callable[..., Any], *args: Any, error: type[Exception] = ValueError
) -> None:
    """Expect that a call raises an error of this type."""
    try:
        function(*copy.deepcopy(args))
    except error:
        return
    except NotFilled:
        raise
    except Exception as other:
        raised = f"raised a {type(other).__name__}"
    else:
        raised = "raised nothing"
    raise CheckFailed(
        f"{_call(function, args)} should raise a {error.__name__}, but {raised}."
    )


def stored(param: Mapping[str, Any], name: str) -> Any:
    """Return a running average from a param dict; one of shape (1, D) becomes (D,)."""
    value = param.get(name)
    if isinstance(value, np.ndarray) and value.ndim == 2 and len(value) == 1:
        return value[0]
    return value


def slopes(forward: Callable[..., Any], x: Array, *args: Any, h: float = 1e-5) -> Array:
    """Measure the slope of an answer that acts on each entry of x by itself.

    Parameters
    ----------
    forward : callable
        forward(x, *args) -> (out, cache), `out` of the shape of x.
    x : float64 array
    *args
        Further arguments.
    h : float, default=1e-5
        Length of the step to both sides. No kink may lie so near to an entry of x.

    Returns
    -------
    slopes : array of the shape of x

    Examples
    --------
    >>> def square(x):
    ...     return x**2, x
    >>> slopes(square, np.array([1.0, 3.0])).round(6)
    array([2., 6.])
    """
    ahead, behind = (
        run(forward, x + step, *args, returns="out, cache", shape=x.shape)[0]
        for step in (h, -h)
    )
    measured: Array = (np.asarray(ahead) - np.asarray(behind)) / (2 * h)
    return measured


def entries(what: str, got: Any, names: Sequence[str]) -> list[Any]:
    """Return what a dict holds under some names, in their order.

    Raises
    ------
    CheckFailed
        When it is no dict, or lacks a name.
    """
    if not isinstance(got, dict):
        raise CheckFailed(f"{what} should be a dict, but is {_describe(got)}.")
    if missing := [name for name in names if name not in got]:
        raise CheckFailed(f"{what} lacks {', '.join(map(repr, missing))}.")
    return [got[name] for name in names]


def items(what: str, got: Any, length: int) -> list[Any]:
    """Return the items of a list or a tuple of this length.

    Raises
    ------
    CheckFailed
        When it is neither, or has another length.
    """
    if not isinstance(got, list | tuple) or len(got) != length:
        raise CheckFailed(
            f"{what} should be a list of {length}, but is {_describe(got)}."
        )
    return list(got)


def gradients(
    forward: Callable[..., Any],
    backward: Callable[..., Any],
    inputs: Sequence[Array],
    args: Sequence[Any] = (),
    *,
    names: Sequence[str],
    only: Sequence[str] = (),
    shape: tuple[int, ...] | None = None,
    hint: str = "",
    special: Mapping[str, Sequence[Array]] | None = None,
    ways: Mapping[str, Callable[[Array], Array]] | None = None,
    axis: int | None = None,
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
    only : list of str
        Names of those that are judged; by default all.
    shape : tuple, optional
        The shape that `out` must have.
    hint : str
        What to look at when they differ.
    special : dict
        Inputs for which a known mistake has no effect, by a clause that says so, such
        as "gamma is 1". Named when the gradients are right there.
    ways : dict
        Functions of the first gradient, by the node on whose way back a mistake would
        make them differ from zero.
    axis : int, optional
        The inputs are x, gamma and beta of a layer that normalises x over this axis.
        Stands in place of `special` and `ways`: they are known for such layers.
    """
    if axis is not None:
        special, ways = _of_normalisation(inputs, axis)
    run(forward, *copy.deepcopy([*inputs, *args]), returns="out, cache", shape=shape)
    part = _Part(forward, backward, inputs, args, names, only or names)
    report = part.check()
    if report.passed:
        return
    lines = [str(report), f"  for {_call(forward, [*inputs, *args])}"]
    if np.isfinite(report.error):
        if cause := _cause(part, special or {}, ways or {}):
            lines.append(f"  Likely cause: {cause}")
        elif hint:
            lines.append(f"  Look at: {hint}")
    raise CheckFailed("\n".join(lines))


def own_gradients(
    function: Callable[..., Any],
    inputs: Sequence[Array],
    args: Sequence[Any] = (),
    *,
    names: Sequence[str],
    hint: str = "",
    like: Callable[..., Any] | None = None,
) -> None:
    """Compare the gradients that a function returns with numerical ones of its value.

    So a mistake in the value costs points once, in its own check.

    Parameters
    ----------
    function : callable
        function(*inputs, *args) -> a number and its gradients, such as a loss.
    inputs : list of float64 arrays
    args : list
        Further arguments, without gradient.
    names : list of str
        Names of what it returns: first the number, then a gradient for each input.
    hint : str
        What to look at when they differ.
    like : callable, optional
        The answer key: refuse to judge the gradients of a value that is far from right.
        Take the same inputs for everybody, as in `alike`.
    """

    def forward(*given: Any) -> tuple[Any, list[Any]]:
        value, *found = run(function, *given, returns=", ".join(names))
        return _numbers(f"{names[0]} of {_name(function)}", value, ()), list(found)

    def backward(dout: Array, found: list[Any]) -> Any:
        shapes = [x.shape for x in inputs]
        what = [f"{name} of {_name(function)}" for name in names[1:]]
        scaled = [dout * _numbers(*w) for w in zip(what, found, shapes, strict=True)]
        return scaled if len(scaled) > 1 else scaled[0]

    forward.__name__ = backward.__name__ = _name(function)
    gradients(forward, backward, inputs, args, names=names[1:], hint=hint)
    if like is not None:
        _, *right = like(*copy.deepcopy([*inputs, *args]))
        _, *found = function(*copy.deepcopy([*inputs, *args]))
        if min(map(_cosine, found, right)) <= ALIKE:
            raise CheckFailed(
                f"{names[0]} of `{_name(function)}` is far from right, so its gradient "
                "cannot be judged. Mend the value first."
            )


def _cosine(one: Array, other: Array) -> float:
    """Return how far two gradients lie on one line: 1, or 0 at right angles."""
    product = np.linalg.norm(one) * np.linalg.norm(other)
    return float(abs(np.sum(one * other)) / product) if product else 0.0


@dataclasses.dataclass
class _Part:
    """A layer as a function of some of its inputs."""

    forward: Callable[..., Any]
    backward: Callable[..., Any]
    inputs: Sequence[Array]
    args: Sequence[Any]
    names: Sequence[str]
    only: Sequence[str]

    def check(self) -> GradientReport:
        def backward(dout: Array, cache: Any) -> list[Array]:
            return self.back(dout, cache)

        backward.__name__ = _name(self.backward)
        return check_backward(self, backward, self._pick(self.inputs), names=self.only)

    def __call__(self, *some: Array) -> Any:
        return self.forward(*copy.deepcopy(self._all(some)))

    def many(self, lists: Sequence[Sequence[Array]]) -> Iterator[Any]:
        return evaluate_many(self.forward, (self._all(some) for some in lists))

    def back(self, dout: Array, cache: Any) -> list[Array]:
        got = run(self.backward, dout, cache, returns=", ".join(self.names))
        got = self._pick(got if len(self.names) > 1 else [got])
        shapes = [x.shape for x in self._pick(self.inputs)]
        what = [f"{name} of {_name(self.backward)}" for name in self.only]
        return [_numbers(*each) for each in zip(what, got, shapes, strict=True)]

    def first_gradient(self) -> Array:
        out, cache = self(*self._pick(self.inputs))
        # Not the seed of the inputs: where dout equals x, a normalising layer gives 0.
        dout = np.random.default_rng([0, 231]).standard_normal(np.shape(out))
        return self.back(dout, cache)[0]

    def _pick(self, values: Sequence[Any]) -> list[Any]:
        return [v for v, n in zip(values, self.names, strict=True) if n in self.only]

    def _all(self, some: Sequence[Array]) -> list[Any]:
        given = dict(zip(self.only, some, strict=True))
        pairs = zip(self.names, self.inputs, strict=True)
        return [given.get(name, value) for name, value in pairs] + list(self.args)


def _cause(
    part: _Part,
    special: Mapping[str, Sequence[Array]],
    ways: Mapping[str, Callable[[Array], Array]],
) -> str:
    """Say where a wrong gradient is right, or on which way back it goes wrong."""
    for clause, inputs in special.items():
        if dataclasses.replace(part, inputs=inputs).check().passed:
            return f"it is right where {clause}, and wrong elsewhere."
    gradient = part.first_gradient()
    limit = 1e-6 * np.max(np.abs(gradient))
    lost = [n for n, total in ways.items() if np.max(np.abs(total(gradient))) > limit]
    if not lost:
        return ""
    way = "the way through" if len(lost) == 1 else "the ways through"
    return f"an error on {way} {' and '.join(lost)}."


def _of_normalisation(
    inputs: Sequence[Array], axis: int
) -> tuple[dict[str, Sequence[Array]], dict[str, Callable[[Array], Array]]]:
    """Return the special inputs and the ways back of a layer that normalises."""
    x, gamma, beta = inputs
    D = len(gamma)
    one = np.ones_like(gamma)
    square = x.std() * np.random.default_rng(0).standard_normal((D, D))
    special: dict[str, Sequence[Array]] = {
        "gamma is the same for all features": (x, 3 * one, beta),
        "gamma is 1": (x, one, beta),
        "the standard deviation is 1": (x / x.std(axis, keepdims=True), gamma, beta),
        "N equals D": (square, gamma, beta),
    }
    centred = x - x.mean(axis, keepdims=True)
    # x shifted or stretched gives the same output: dx has no part along either.
    ways: dict[str, Callable[[Array], Array]] = {
        "the mean": lambda dx: dx.sum(axis),
        "the variance": lambda dx: (dx * centred).sum(axis),
    }
    return special, ways


def alike(
    forward: Callable[..., Any], reference: Callable[..., Any], args: Sequence[Any]
) -> None:
    """Refuse to judge a backward pass behind a forward pass that does other work.

    A forward pass with a small mistake passes: its mistake costs points once, in its
    own checks. Take the same inputs for everybody, or one mistake costs some of them
    more than others.
    """
    mine, theirs = copy.deepcopy(list(args)), copy.deepcopy(list(args))
    right, _ = reference(*theirs)
    out, _ = run(forward, *mine, returns="out, cache", shape=right.shape)
    with np.errstate(all="ignore"):
        correlation = np.corrcoef(np.ravel(out), np.ravel(right))[0, 1]
    if not correlation > ALIKE:
        raise CheckFailed(
            f"`{_name(forward)}` is far from right, so its backward pass cannot be "
            "judged. Mend the forward pass first."
        )


def passed(what: str) -> None:
    """Say that all checks of a test cell hold."""
    print(f"Passed: {what}.")


def difference(got: Array, expected: Array) -> float:
    """Return the largest difference, relative to the largest entry of `expected`."""
    scale = max(1e-8, float(np.max(np.abs(expected), initial=0.0)))
    return float(np.max(np.abs(got - expected), initial=0.0)) / scale


def _known(
    what: str, got: Array, mistakes: Mapping[str, Any] | None, tolerance: float
) -> str:
    """Return the sentence that names a wrong value, or ""."""
    if mistakes is None:
        return likely_cause(what, got)
    return diagnose(got, mistakes, tolerance)


def diagnose(got: Array, mistakes: Mapping[str, Any], tolerance: float) -> str:
    """Return the sentence of the one known mistake that equals `got`, if it is one."""
    same = [
        sentence
        for sentence, wrong in mistakes.items()
        if np.shape(wrong) == got.shape
        and difference(got, np.asarray(wrong)) <= tolerance
    ]
    return same[0] if len(same) == 1 else ""


def _numbers(what: str, got: Any, shape: tuple[int, ...]) -> Array:
    """Return a value as an array of floats, or say what is wrong with its form."""
    if got is None:
        raise CheckFailed(f"{what} is missing: it is None.")
    try:
        array = np.asarray(got)
        if array.dtype.kind not in "biufO":
            raise TypeError
        array = array.astype(float)
    except Exception:
        raise CheckFailed(
            f"{what} should be numbers, but is {_describe(got)}."
        ) from None
    if array.shape != shape:
        raise CheckFailed(
            f"{what} has shape {array.shape}, but should have shape {shape}."
        )
    if bad := int(np.sum(~np.isfinite(array))):
        raise CheckFailed(f"{what} holds {bad} entries that are nan or infinite.")
    return array


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
    function: Callable[..., Any],
    before: Sequence[Any],
    after: Sequence[Any],
    first: Any,
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


def _name(function: Callable[..., Any]) -> str:
    return str(getattr(function, "__name__", "the function"))


def _call(function: Callable[..., Any], args: Sequence[Any]) -> str:
    return f"{_name(function)}({', '.join(_describe(a) for a in args)})"


def _describe(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"array of shape {value.shape}"
    if isinstance(value, dict) and len(value) < 8:
        return "{" + ", ".join(f"{k!r}: {_describe(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple | list | dict):
        return f"a {type(value).__name__} of {len(value)}"
    if value is None or isinstance(value, bool | int | float | str):
        return f"{value!r}"[:60]
    return f"an object of type {type(value).__name__}"
