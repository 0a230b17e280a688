"""How gradient checks measure slopes, and tell kinks from mistakes."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cs231n_utils.types import Array

# Largest norm ratio ||a - n|| / (||a|| + ||n||) of a right gradient a and a numerical
# one n, in float64 with steps of 1e-5. Right gradients of all layers, and of nets with
# and without normalisation, stay below 2e-8 over 40 seeds; the mildest mistake tried, a
# gradient that is 0.1 % too large, stands above 4e-4 (benchmarks/gradient_margins.py).
GRADIENT_TOLERANCE = 1e-6
# Two values below this count as equal: the rounding of a gradient that is zero.
ZERO = 1e-8
# A check fails when more than this fraction of the entries lies at a kink.
MAX_SKIPPED = 0.2
# Arrays with more entries are checked along random directions, not entry by entry.
MAX_ENTRIES = 200
DIRECTIONS = 20
# Length of a random direction.
LENGTH = 2.0


def evaluate_many(
    f: Callable[..., Any], argument_lists: Iterable[Sequence[Any]]
) -> Iterator[Any]:
    """Call f with each list of arguments, copied, and yield the results in order.

    A function object that has a method `many` gets all lists at once: a function in
    another process can then answer a whole check in one exchange.
    """
    many = getattr(f, "many", None)
    if many is not None:
        yield from many(list(argument_lists))
    else:
        for arguments in argument_lists:
            yield f(*copy.deepcopy(list(arguments)))


class Problem(Exception):
    """What makes a comparison of numbers impossible, in a sentence."""


class ScalarFunction:
    """A function of one array in the form of a forward pass."""

    def __init__(self, f: Callable[[Array], float]) -> None:
        self.f = f

    def __call__(self, x: Array) -> tuple[float, None]:
        return self.f(x), None

    def many(self, argument_lists: list[Sequence[Any]]) -> Iterator[tuple[float, None]]:
        return ((value, None) for value in evaluate_many(self.f, argument_lists))


class Target:
    """One gradient: the moves of its array, and the slope that it claims for each."""

    def __init__(
        self,
        position: int,
        name: str,
        x: Array,
        gradient: Array,
        directions: int | None,
        rng: np.random.Generator,
    ) -> None:
        self.position, self.name, self.x = position, name, x
        if directions is None and x.size > MAX_ENTRIES:
            directions = DIRECTIONS
        self.entrywise = directions is None
        if directions is None:
            self.claimed = gradient.astype(float).reshape(-1)
        else:
            # Random signs. Longer moves would meet more kinks, shorter ones drown in
            # rounding.
            shape = (directions, x.size)
            self.signs = rng.integers(0, 2, shape, dtype=np.int8) * np.int8(2) - 1
            self.unit = LENGTH / np.sqrt(x.size)
            flat = gradient.reshape(-1) * self.unit
            self.claimed = np.array([signs @ flat for signs in self.signs])

    def moved(self, k: int, step: float) -> Array:
        """Return a copy of x, moved along move k."""
        if not self.entrywise:
            signs = self.signs[k].reshape(self.x.shape)
            along: Array = self.x + step * self.unit * signs
            return along
        moved = self.x.copy()
        moved[self.index(k)] += step
        return moved

    def index(self, k: int) -> tuple[int, ...]:
        return tuple(int(i) for i in np.unravel_index(k, self.x.shape))


Move = tuple[Target, int, float]


class Slopes:
    """How sum(out * dout) changes when one input moves."""

    def __init__(
        self, forward: Callable[..., Any], base: list[Any], out: Array, dout: Array
    ) -> None:
        self.forward, self.base, self.out, self.dout = forward, base, out, dout

    def __call__(self, moves: list[Move]) -> NDArray[np.float64]:
        """Return (ahead, behind) for each move: the slopes on its two sides."""
        results = evaluate_many(self.forward, self._probes(moves))
        if self._change(next(results)) != 0:
            raise Problem(
                "two calls of the forward pass with the same inputs differ. If it "
                "draws random numbers, fix them with a seed."
            )
        changes = [self._change(result) for result in results]
        steps = np.array([step for _, _, step in moves])[:, None]
        slopes: NDArray[np.float64] = np.reshape(changes, (-1, 2)) / (steps * [1, -1])
        return slopes

    def _probes(self, moves: list[Move]) -> Iterator[list[Any]]:
        yield self.base
        for target, k, step in moves:
            for signed in (step, -step):
                probe = list(self.base)
                probe[target.position] = target.moved(k, signed)
                yield probe

    def _change(self, result: Any) -> float:
        # First the difference, then the sum: what did not change cancels exactly.
        out = finite(result[0], "the output for an input moved by a tiny step")
        return float(np.sum((out - self.out) * self.dout))


def find(targets: list[Target], slopes: Slopes, h: float) -> list[Finding]:
    """Measure along every move, and look closer where that disagrees with a claim."""
    sides = slopes([(t, k, h) for t in targets for k in range(t.claimed.size)])
    ends = np.cumsum([target.claimed.size for target in targets])
    found = [
        Finding(target, part)
        for target, part in zip(targets, np.split(sides, ends[:-1]), strict=True)
    ]
    while suspects := [(f, k) for f in found for k in f.suspects()]:
        moves = [(f.target, k, step) for f, k in suspects for step in (h / 2, h / 4)]
        closer = slopes(moves).reshape(-1, 2, 2)
        for (finding, k), (half, quarter) in zip(suspects, closer, strict=True):
            finding.look_closer(k, half, quarter)
    return found


class Finding:
    """The slopes that one gradient claims, against those that were measured."""

    def __init__(self, target: Target, sides: NDArray[np.float64]) -> None:
        self.target = target
        self.claimed = target.claimed
        self.sides = sides
        self.measured = sides.mean(axis=1)
        self.skipped = np.zeros(len(sides), bool)
        self.looked_at = np.zeros(len(sides), bool)
        self.confirmed = False
        self.allowed = max(1, int(MAX_SKIPPED * len(sides)))

    @property
    def difference(self) -> NDArray[np.float64]:
        """Return |a - n| where it counts, and 0 elsewhere."""
        zero = (np.abs(self.claimed) < ZERO) & (np.abs(self.measured) < ZERO)
        counts = ~zero & ~self.skipped
        return np.where(counts, np.abs(self.claimed - self.measured), 0.0)

    @property
    def scale(self) -> float:
        """Return ||a|| + ||n||."""
        a, n = self.claimed[~self.skipped], self.measured[~self.skipped]
        return float(np.linalg.norm(a) + np.linalg.norm(n))

    @property
    def share(self) -> float:
        """Return the difference that one move may have when all have the same."""
        return float(GRADIENT_TOLERANCE * self.scale / max(1, self.claimed.size) ** 0.5)

    @property
    def error(self) -> float:
        norm = float(np.linalg.norm(self.difference))
        return norm / self.scale if norm else 0.0

    @property
    def too_many_kinks(self) -> bool:
        count = int(self.skipped.sum())
        return count > self.allowed or count == self.skipped.size > 0

    @property
    def wrong(self) -> bool:
        return self.error > GRADIENT_TOLERANCE or self.too_many_kinks

    def suspects(self) -> list[int]:
        """Return moves that disagree and may owe it to a kink, the worst first.

        One more than may be skipped is enough at a time: most gradients that are wrong
        are so in places without any kink.
        """
        if self.confirmed or not self.wrong or self.too_many_kinks:
            return []
        difference = np.where(self.looked_at, 0.0, self.difference)
        order = np.argsort(-difference)[: self.allowed + 1]
        return [int(k) for k in order if difference[k] > self.share]

    def look_closer(self, k: int, half: Array, quarter: Array) -> None:
        """Find out whether a kink lies between the probes of move k.

        `half` and `quarter` are the slopes ahead and behind for steps of h/2 and h/4.
        Where the function is smooth, slopes ahead and behind differ in proportion to
        the step: A(h) = 2 A(h/2) = 4 A(h/4). A kink at distance d makes that difference
        J max(0, 1 - d/h); then one of the two equations fails by at least half of the
        error that the kink causes, wherever it lies.

        At a kink the slope of the side without it is the right one: its limit for small
        steps is 2 S(h/4) - S(h/2). A claim that is on neither side is skipped.
        """
        self.looked_at[k] = True
        full, half_gap, quarter_gap = np.diff([self.sides[k], half, quarter]).ravel()
        defect = (abs(full - 2 * half_gap) + abs(full - 4 * quarter_gap)) / 2
        if defect <= self.difference[k] / 4:
            self.confirmed = True
            return
        limits = 2 * quarter - half
        nearest = limits[np.argmin(np.abs(limits - self.claimed[k]))]
        if abs(nearest - self.claimed[k]) <= self.share:
            self.measured[k] = nearest
        else:
            self.skipped[k] = True


def finite(value: Any, what: str) -> Array:
    """Return a value as an array of finite numbers, or say what it is instead."""
    try:
        out = np.asarray(value)
        finite = bool(np.isfinite(out).all())
    except TypeError:
        raise Problem(f"{what} should be numbers, but is {kind(value)}.") from None
    if not finite:
        raise Problem(f"{what} holds entries that are nan or infinite.")
    if out.dtype in (np.float32, np.float16):
        raise Problem(
            f"{what} is {out.dtype} though the input is float64: too coarse to check."
        )
    return out


def kind(value: Any) -> str:
    """Say what a value is."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    return "None" if value is None else f"a {type(value).__name__}"
