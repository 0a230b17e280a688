"""What is computed from a class: shares, quartiles, how well each check measures."""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from grading.verdicts import UNREADABLE, Check, Verdict

# Fewer students say nothing of a check.
FEW = 8


def of_assignments(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """Return the verdicts of each assignment, in the order in which they come."""
    by_name: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by_name[verdict.assignment].append(verdict)
    return dict(by_name)


def share(verdict: Verdict) -> float | None:
    """Return the share of points among those that are graded so far.

    Written answers that wait are left out. What could not be read has none.
    """
    done = [check for check in verdict.checks.values() if not check.waiting]
    maximum = sum(check.maximum for check in done)
    if verdict.verdict == UNREADABLE or maximum <= 0:
        return None
    return min(1.0, max(0.0, sum(check.score for check in done) / maximum))


def shares(verdicts: Iterable[Verdict]) -> list[float]:
    """Return the shares of all that have one."""
    return [found for v in verdicts if (found := share(v)) is not None]


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the lower quartile, the median and the upper quartile."""
    if len(values) < 2:
        return (values[0],) * 3 if values else (0.0,) * 3
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


@dataclass
class Item:
    """How a class did on one check.

    Attributes
    ----------
    assignment, name : str
    got : list of float
        The share of its points that each student got.
    rest : list of float
        The points that the same students got for all other checks.
    seconds : list of float
    """

    assignment: str
    name: str
    got: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def nothing(self) -> int:
        """Return how many got no point."""
        return sum(got <= 0 for got in self.got)

    @property
    def full(self) -> int:
        """Return how many got all points."""
        return sum(got >= 1 for got in self.got)

    @property
    def part(self) -> int:
        """Return how many got some of the points."""
        return len(self.got) - self.nothing - self.full

    @property
    def failed(self) -> float:
        """Return the share of students who did not get all points."""
        return 1 - self.full / len(self.got)

    @property
    def discrimination(self) -> float | None:
        """Return the correlation with the rest of the score, where there is one."""
        if len(self.got) < FEW:
            return None
        try:
            return statistics.correlation(self.got, self.rest)
        except statistics.StatisticsError:
            return None

    @property
    def flag(self) -> str:
        """Say why somebody should look at the check itself."""
        if len(self.got) < FEW:
            return ""
        if self.full == len(self.got):
            return "Everybody passes: it tells nobody apart."
        if self.full == 0:
            return "Nobody passes: is the check right?"
        if (self.discrimination or 0) < 0:
            return "Negative: those who do well elsewhere fail it more often."
        return ""


def items(verdicts: Iterable[Verdict]) -> list[Item]:
    """Return how the class did on every check, the hardest first."""
    found: dict[tuple[str, str], Item] = {}
    for verdict in verdicts:
        if verdict.verdict == UNREADABLE:
            continue
        taken = {n: c for n, c in verdict.checks.items() if _counts(c)}
        total = math.fsum(check.score for check in taken.values())
        for name, check in taken.items():
            key = verdict.assignment, name
            item = found.setdefault(key, Item(*key))
            item.got.append(min(1.0, max(0.0, check.score / check.maximum)))
            # Rounded, so that equal sums are equal whatever their order.
            item.rest.append(round(total - check.score, 6))
            item.seconds.append(check.seconds)
    return sorted(found.values(), key=lambda item: -item.failed)


def _counts(check: Check) -> bool:
    return not check.written and check.maximum > 0
