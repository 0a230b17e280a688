"""Gradient checks: analytic gradients against numerical ones.

`check_backward` and `check_gradient` are the ones to use. The four functions at the end
have the names and the arguments of CS231n.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cs231n_utils._slopes import (
    GRADIENT_TOLERANCE,
    Finding,
    Problem,
    ScalarFunction,
    Slopes,
    Target,
    evaluate_many,
    find,
    finite,
    kind,
)
from cs231n_utils.skeletons import BadInput
from cs231n_utils.types import Array

__all__ = [
    "GRADIENT_TOLERANCE",
    "GradientReport",
    "check_backward",
    "check_gradient",
    "eval_numerical_gradient",
    "eval_numerical_gradient_array",
    "evaluate_many",
    "grad_check_sparse",
    "rel_error",
]


@dataclass
class GradientReport:
    """What a gradient check found; printing it explains it in a few lines.

    Attributes
    ----------
    passed : bool
    error : float
        The largest norm ratio of all gradients; inf where there is none.
    checked, skipped : int
        Entries or directions that were compared, and those left out at a kink.
    worst : tuple (index, expected, got), optional
        Where the gradient is off the most. The index is None along a direction.
    text : str
    """

    passed: bool
    error: float
    checked: int = 0
    skipped: int = 0
    worst: tuple[tuple[int, ...] | None, float, float] | None = None
    text: str = ""

    def __str__(self) -> str:
        return self.text


def check_backward(
    forward: Callable[..., Any],
    backward: Callable[..., Any],
    inputs: Sequence[Array],
    *,
    args: Sequence[Any] = (),
    names: Sequence[str] | None = None,
    directions: int | None = None,
    h: float = 1e-5,
    seed: int = 0,
) -> GradientReport:
    """Compare a layer's backward pass with numerical gradients of its forward pass.

    Parameters
    ----------
    forward, backward : callable
        forward(*inputs, *args) -> (out, cache), and backward(dout, cache) -> one
        gradient, or a tuple of them in the order of the inputs.
    inputs : list of float64 arrays
    args : list
        Further arguments, without gradient. Every call gets fresh copies of everything.
    names : list of str, optional
        Names of the gradients; by default "d" and the names of the inputs.
    directions : int, optional
        Check along so many random directions. By default arrays of at most 200 entries
        are checked entry by entry, larger ones along 20 directions.
    h : float, default=1e-5
        Step of the central differences.
    seed : int, default=0
        Draws `dout` and the directions.

    Returns
    -------
    report : GradientReport

    Examples
    --------
    >>> def square(x):
    ...     return x**2, x
    >>> print(check_backward(square, lambda dout, x: dout * x, [np.array([1.0, 3.0])]))
    The backward pass is wrong in dx.
      dx: relative error 0.333 (right is below 1e-06); 2 of 2 entries differ
      worst at index (1,): expected 4.27702, got 2.13851
      all of dx is 0.5 times what it should be
    """
    rng = _stream(seed)
    names = list(names or _names(forward, len(inputs)))
    for name, x in zip(names, inputs, strict=True):
        _require_float64(name.removeprefix("d"), x)
    where = _name(backward, "The backward pass")
    base = [*inputs, *args]
    try:
        out, cache = _split(forward(*copy.deepcopy(base)), _name(forward, "forward"))
        dout = rng.standard_normal(out.shape)
        gradients = _as_gradients(backward(dout.copy(), cache), names, inputs)
        targets = [
            Target(i, *triple, directions, rng)
            for i, triple in enumerate(zip(names, inputs, gradients, strict=True))
        ]
        return _report(where, find(targets, Slopes(forward, base, out, dout), h))
    except Problem as problem:
        return GradientReport(False, np.inf, text=f"{where}: {problem}")


def check_gradient(
    f: Callable[[Array], float],
    x: Array,
    analytic: Array,
    *,
    directions: int | None = None,
    h: float = 1e-5,
    seed: int = 0,
) -> GradientReport:
    """Compare the gradient of a function of one array with its numerical gradient.

    Parameters
    ----------
    f : callable
        f(x) -> float. It is called with changed copies of x, and must use its argument.
    x : float64 array of any shape
    analytic : array of the shape of x
        The gradient to be checked.
    directions, h, seed
        As in `check_backward`.

    Returns
    -------
    report : GradientReport

    Examples
    --------
    >>> x = np.array([1.0, 2.0])
    >>> check_gradient(lambda x: (x**2).sum(), x, 2 * x).passed
    True
    """
    _require_float64("x", x)
    rng = _stream(seed)
    try:
        (gradient,) = _as_gradients(analytic, ["gradient"], [x])
        target = Target(0, "gradient", x, gradient, directions, rng)
        out = finite(f(x.copy()), "f(x)")
        slopes = Slopes(ScalarFunction(f), [x], out, np.ones(()))
        return _report("The gradient", find([target], slopes, h))
    except Problem as problem:
        return GradientReport(False, np.inf, text=str(problem))


def _report(where: str, found: list[Finding]) -> GradientReport:
    wrong = [finding for finding in found if finding.wrong]
    skipped = sum(int(finding.skipped.sum()) for finding in found)
    report = GradientReport(
        passed=not wrong,
        error=max((finding.error for finding in found), default=0.0),
        checked=sum(finding.claimed.size for finding in found) - skipped,
        skipped=skipped,
    )
    if not wrong:
        names = ", ".join(finding.target.name for finding in found)
        report.text = (
            f"{where} is right in {names}: relative error {report.error:.1e}, "
            f"{report.checked} values compared, {skipped} left out at a kink."
        )
        return report
    names = ", ".join(finding.target.name for finding in wrong)
    lines = [f"{where} is wrong in {names}.", *_explain(wrong[0])]
    report.worst = _worst(wrong[0])
    report.text = "\n  ".join(lines)
    return report


def _worst(finding: Finding) -> tuple[tuple[int, ...] | None, float, float]:
    k = int(np.argmax(finding.difference))
    index = finding.target.index(k) if finding.target.entrywise else None
    return index, float(finding.measured[k]), float(finding.claimed[k])


def _explain(finding: Finding) -> Iterator[str]:
    name, a, n = finding.target.name, finding.claimed, finding.measured
    if finding.too_many_kinks:
        yield (
            f"{name}: {finding.skipped.sum()} of {a.size} values lie at a kink, too "
            "many to tell. Take inputs that stay away from the kinks."
        )
        return
    share = GRADIENT_TOLERANCE * finding.scale / np.sqrt(a.size)
    what = "entries" if finding.target.entrywise else "random directions"
    yield (
        f"{name}: relative error {finding.error:.3g} (right is below "
        f"{GRADIENT_TOLERANCE:g}); {np.sum(finding.difference > share)} of {a.size} "
        f"{what} differ"
    )
    index, expected, got = _worst(finding)
    place = "along a random direction" if index is None else f"at index {index}"
    yield f"worst {place}: expected {expected:.6g}, got {got:.6g}"
    kept = ~finding.skipped
    if not n[kept].any():
        yield "the forward pass does not change with this input at all"
        return
    factor = float(a[kept] @ n[kept] / (n[kept] @ n[kept]))
    if np.linalg.norm(a - factor * n) < 1e-5 * np.linalg.norm(n) and a.size > 1:
        yield f"all of {name} is {factor:.4g} times what it should be"


def _stream(seed: int) -> np.random.Generator:
    # Callers seed their inputs alike, and a dout that equals x would hide mistakes.
    return np.random.default_rng([seed, 231])


def _require_float64(name: str, x: Any) -> None:
    dtype = getattr(x, "dtype", type(x).__name__)
    if dtype != np.float64:
        raise BadInput(
            f"{name} is {dtype}; a gradient check needs arrays of float64, as in "
            f"{name}.astype(np.float64)."
        )


def _names(forward: Callable[..., Any], count: int) -> list[str]:
    """Name the gradients after the first arguments of the forward pass."""
    try:
        names = [f"d{name}" for name in inspect.signature(forward).parameters][:count]
    except (TypeError, ValueError):
        names = []
    return names if len(names) == count else [f"gradient {i + 1}" for i in range(count)]


def _name(function: Callable[..., Any], default: str) -> str:
    name = str(getattr(function, "__name__", default))
    return default if name == "<lambda>" else name


def _split(result: Any, name: str) -> tuple[Array, Any]:
    if not isinstance(result, tuple | list) or len(result) != 2:
        raise Problem(f"{name} should return (out, cache), but returns {kind(result)}.")
    return finite(result[0], f"the output of {name}"), result[1]


def _as_gradients(
    result: Any, names: list[str], inputs: Sequence[Array]
) -> list[Array]:
    """Return the gradients as arrays, or say what is wrong with their form."""
    if len(names) == 1 and not isinstance(result, tuple | list):
        result = (result,)
    if not isinstance(result, tuple | list) or len(result) != len(names):
        raise Problem(
            f"should return {len(names)} gradients ({', '.join(names)}), "
            f"but returns {kind(result)}."
        )
    return [_as_gradient(*each) for each in zip(result, names, inputs, strict=True)]


def _as_gradient(value: Any, name: str, x: Array) -> Array:
    if value is None:
        raise Problem(f"{name} is None.")
    try:
        gradient = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise Problem(f"{name} should be an array, but is {kind(value)}.") from None
    if gradient.shape != x.shape:
        raise Problem(f"{name} has shape {gradient.shape}, should have {x.shape}.")
    if bad := int(np.sum(~np.isfinite(gradient))):
        raise Problem(f"{name} holds {bad} entries that are nan or infinite.")
    return gradient


def rel_error(x: Any, y: Any) -> float:
    """Return the largest relative difference of two arrays, entry by entry.

    It is large for tiny entries that differ by rounding alone: prefer the norm ratio of
    `check_gradient` for gradients.
    """
    x, y = np.asarray(x), np.asarray(y)
    return float(np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y))))


def eval_numerical_gradient(
    f: Callable[[Array], float], x: Array, verbose: bool = True, h: float = 1e-5
) -> Array:
    """Return the numerical gradient of f at x.

    `x` itself is changed and restored for every entry, so f may ignore its argument:
    `eval_numerical_gradient(lambda _: net.loss(X, y)[0], net.params["W1"])`.
    """
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        ahead, behind = (float(f(x)) for _ in _nudged(x, index, h))
        gradient[index] = (ahead - behind) / (2 * h)
        if verbose:
            print(index, gradient[index])
    return gradient


def eval_numerical_gradient_array(
    f: Callable[[Array], Array], x: Array, df: Array, h: float = 1e-5
) -> Array:
    """Return the numerical gradient of sum(f(x) * df), where f(x) is an array."""
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        ahead, behind = (np.array(f(x)) for _ in _nudged(x, index, h))
        gradient[index] = np.sum((ahead - behind) * df) / (2 * h)
    return gradient


def grad_check_sparse(
    f: Callable[[Array], float],
    x: Array,
    analytic_grad: Array,
    num_checks: int = 10,
    h: float = 1e-5,
    *,
    seed: int = 0,
) -> None:
    """Print numerical and analytic gradient at a few random entries of x."""
    rng = np.random.default_rng(seed)
    for _ in range(num_checks):
        index = tuple(int(rng.integers(n)) for n in x.shape)
        ahead, behind = (float(f(x)) for _ in _nudged(x, index, h))
        numerical, analytic = (ahead - behind) / (2 * h), float(analytic_grad[index])
        error = f"relative error: {rel_error(numerical, analytic):e}"
        print(f"numerical: {numerical:f} analytic: {analytic:f}, {error}")


def _nudged(x: Array, index: tuple[int, ...], h: float) -> Iterator[None]:
    """Put x[index] + h and then x[index] - h in place, and restore it at the end."""
    before = x[index]
    try:
        for x[index] in (before + h, before - h):
            yield
    finally:
        x[index] = before
