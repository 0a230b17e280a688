"""Which part of the class loses points where: a map for each assignment."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from grading.report.figures import heat_map, legend
from grading.report.markup import figure, folded, section
from grading.report.measures import of_assignments, share
from grading.report.text import count, percent, safe
from grading.verdicts import Verdict

COLUMNS, FEWEST = 40, 4
SHADES = {
    "l0": "nothing",
    "l1": "up to a third",
    "l2": "up to two thirds",
    "l3": "more",
    "l4": "everything",
}


def maps(verdicts: Sequence[Verdict]) -> str:
    """Show for each assignment which part of the class loses points where."""
    made = [m for name, of in of_assignments(verdicts).items() if (m := _map(name, of))]
    if not made:
        return ""
    first, rest = made[0], "\n".join(made[1:])
    if rest:
        rest = folded(count(len(made) - 1, "more assignment"), rest)
    return section("maps", legend("Mean share of points:", SHADES), first, rest)


def _map(name: str, verdicts: Sequence[Verdict]) -> str:
    readable = [verdict for verdict in verdicts if share(verdict) is not None]
    ranked = sorted(readable, key=lambda verdict: share(verdict) or 0.0)
    if len(ranked) < FEWEST:
        return ""
    rows = _means(ranked, min(COLUMNS, len(ranked)))
    if not rows:
        return ""
    quarters = {n: (got[0], got[-1]) for n, got in _means(ranked, 4).items()}
    alt = "Mean share of points, lowest quarter and highest quarter of the class. "
    alt += "; ".join(
        f"{n}: {percent(low)}, {percent(high)}" for n, (low, high) in quarters.items()
    )
    picture = heat_map(rows, alt)
    return figure(
        f"Who loses points where in {safe(name)}?",
        f'<div tabindex="0" role="region" aria-label="Map of {safe(name)}">'
        f"{picture}</div>",
        f"{_best(quarters)} {_apart(quarters)} " + _columns(len(ranked)),
        "map",
    )


def _best(quarters: Mapping[str, tuple[float, float]]) -> str:
    hardest = min(quarters, key=lambda name: quarters[name][1])
    got = quarters[hardest][1]
    if got >= 1:
        return "The best quarter of the class has all points."
    return (
        "The best quarter of the class has most trouble with "
        f"<code>{safe(hardest)}</code>: {percent(got)} of its points."
    )


def _apart(quarters: Mapping[str, tuple[float, float]]) -> str:
    widest = max(quarters, key=lambda name: quarters[name][1] - quarters[name][0])
    low, high = map(percent, quarters[widest])
    return (
        f"The quarters differ most in <code>{safe(widest)}</code>: {low} in the "
        f"lowest, {high} in the highest."
    )


def _means(ranked: Sequence[Verdict], groups: int) -> dict[str, list[float]]:
    """Return the mean share of points of each check in each group of students."""
    cuts = [round(k * len(ranked) / groups) for k in range(groups + 1)]
    parts = [ranked[a:b] for a, b in itertools.pairwise(cuts)]
    names = dict.fromkeys(
        name
        for verdict in ranked
        for name, check in verdict.checks.items()
        if not check.written and check.maximum > 0
    )
    return {name: [_mean(part, name) for part in parts] for name in names}


def _mean(verdicts: Sequence[Verdict], name: str) -> float:
    got = [v.checks[name] for v in verdicts if name in v.checks]
    maximum = sum(check.maximum for check in got)
    return sum(check.score for check in got) / maximum if maximum else 0.0


def _columns(students: int) -> str:
    if students <= COLUMNS:
        return "Each column is one student."
    return f"Each column is about {count(round(students / COLUMNS), 'student')}."
