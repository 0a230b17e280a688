"""What the checks say of the class, and what the class says of the checks."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Sequence

from grading.report.figures import (
    heat_map,
    levels_legend,
    shares_bar,
    students_a_column,
)
from grading.report.groups import Group, mistakes
from grading.report.markup import (
    NUMBER,
    PLAIN,
    WIDE,
    figure,
    folded,
    long_table,
    named,
    section,
)
from grading.report.measures import Item, items, of_assignments, share
from grading.report.text import NAME, count, duration, percent, safe, safe_lines
from grading.verdicts import Verdict

SHOWN, MOST = 15, 400
MESSAGES_SHOWN, MESSAGES = 12, 100
COLUMNS, FEWEST = 40, 4


def checks(verdicts: Sequence[Verdict]) -> str:
    """List the checks, the hardest first, and say which are doubtful."""
    found = items(verdicts)
    if not found:
        return ""
    return section("checks", "Checks", _hardest(found), _doubtful(found))


def _hardest(found: Sequence[Item]) -> str:
    columns = {
        "check": PLAIN,
        "assignment": PLAIN,
        "nothing, a part, everything": PLAIN,
        "failed": NUMBER,
        "nothing": NUMBER,
        "part": NUMBER,
        "all": NUMBER,
        "tells apart": NUMBER,
        "time": NUMBER,
    }
    rows = [_row(item) for item in found]
    worst = found[0]
    if not worst.failed:
        said = "Everybody passes every check."
    else:
        said = (
            f"The hardest is <code>{safe(worst.name, NAME)}</code>: {worst.nothing:,} "
            f"of {len(worst.got):,} got nothing for it, {worst.part:,} a part. "
            f"{sum(item.failed > 0.5 for item in found):,} of "
            f"{count(len(found), 'check')} failed more than half of the class."
        )
    legend = (
        '<p class="legend">Bars: '
        + "".join(
            '<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">'
            f'<rect class="{kind}" width="12" height="12"/></svg>{name}'
            for kind, name in (("no", "nothing"), ("part", "a part"), ("all", "all"))
        )
        + ". <em>Tells apart</em> is the correlation with the rest of the score: near "
        "1 it sorts the class as the other checks do, near 0 it measures something "
        "else. <em>Time</em> is the median.</p>"
    )
    made = long_table("Checks, hardest first", columns, rows, SHOWN, MOST)
    return f"<h3>Which checks are hardest?</h3>\n<p>{said}</p>\n{legend}\n{made}"


def _row(item: Item) -> list[str]:
    apart = item.discrimination
    said = "–" if apart is None else f"{apart:+.2f}".replace("-", "−")
    return [
        safe(item.name, NAME),
        safe(item.assignment, NAME),
        shares_bar(item),
        percent(item.failed),
        f"{item.nothing:,}",
        f"{item.part:,}",
        f"{item.full:,}",
        f'<span class="flag">⚑ {said}</span>' if item.flag else said,
        duration(statistics.median(item.seconds)),
    ]


def _doubtful(found: Sequence[Item]) -> str:
    """List the checks that somebody should look at."""
    flagged = [item for item in found if item.flag]
    heading = "<h3>Which checks should be looked at?</h3>\n"
    if not flagged:
        return f"{heading}<p>None: each is passed by some, and by the better ones.</p>"
    rows = [
        [safe(item.name, NAME), safe(item.assignment, NAME), f"⚑ {item.flag}"]
        for item in flagged
    ]
    columns = {"check": PLAIN, "assignment": PLAIN, "why": WIDE}
    return heading + long_table("Doubtful checks", columns, rows, SHOWN, MOST)


def maps(verdicts: Sequence[Verdict]) -> str:
    """Show for each assignment which part of the class loses points where."""
    made = [m for name, of in of_assignments(verdicts).items() if (m := _map(name, of))]
    if not made:
        return ""
    first, *rest = made
    others = folded(f"{count(len(rest), 'more assignment')}", "\n".join(rest))
    return section(
        "maps", "Who loses points where", first, others if rest else "", levels_legend()
    )


def _map(name: str, verdicts: Sequence[Verdict]) -> str:
    ranked = sorted((v for v in verdicts if share(v) is not None), key=share_of)
    if len(ranked) < FEWEST:
        return ""
    rows = _means(ranked, min(COLUMNS, len(ranked)))
    quarter = {n: (got[0], got[-1]) for n, got in _means(ranked, 4).items()}
    if not rows:
        return ""
    hardest = min(quarter, key=lambda n: quarter[n][1])
    widest = max(quarter, key=lambda n: quarter[n][1] - quarter[n][0])
    low, high = map(percent, quarter[widest])
    said = (
        f"The best quarter of the class has most trouble with "
        f"<code>{safe(hardest, NAME)}</code>: {percent(quarter[hardest][1])} of its "
        f"points. The quarters differ most in <code>{safe(widest, NAME)}</code>: {low} "
        f"in the lowest, {high} in the highest."
    )
    alt = "Mean share of points, lowest quarter and highest quarter of the class. "
    alt += "; ".join(
        f"{n}: {percent(low)}, {percent(high)}" for n, (low, high) in quarter.items()
    )
    columns = len(next(iter(rows.values())))
    return figure(
        f"Who loses points where in {safe(name, NAME)}?",
        f'<div tabindex="0" role="region" aria-label="Map of {safe(name, NAME)}">'
        f"{heat_map(rows, alt)}</div>",
        f"{said} ({students_a_column(len(ranked), columns)}.)",
        "map",
    )


def share_of(verdict: Verdict) -> float:
    """Return the share of points, 0 where there is none."""
    return share(verdict) or 0.0


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


def commonest(verdicts: Sequence[Verdict]) -> str:
    """List what failed checks said most often."""
    found = mistakes(verdicts)
    if not found:
        return section("mistakes", "Commonest mistakes", "<p>No check failed.</p>")
    first = found[0]
    said = (
        f"<p>The commonest, with {count(len(first.students), 'student')}, in "
        f"<code>{safe(first.check, NAME)}</code>: {safe(first.text)}</p>"
    )
    columns = {"likely cause": WIDE, "check": PLAIN, "students": NUMBER, "who": WIDE}
    made = long_table(
        "What failed checks said, by check and likely cause",
        columns,
        [_mistake(group) for group in found],
        MESSAGES_SHOWN,
        MESSAGES,
    )
    return section("mistakes", "Commonest mistakes", said, made)


def _mistake(group: Group) -> list[str]:
    example = f"<pre>{safe_lines(group.example)}</pre>"
    return [
        safe(group.text) + folded("an example", example),
        safe(group.check, NAME),
        f"{len(group.students):,}",
        named(group.students, 3),
    ]
