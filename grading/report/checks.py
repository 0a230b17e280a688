"""What the checks say of the class, and what the class says of the checks."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from grading.report.figures import legend, shares_bar
from grading.report.markup import NUMBER, PLAIN, WIDE, long_table, section
from grading.report.measures import Item, items
from grading.report.text import count, duration, percent, safe
from grading.verdicts import Verdict

SHOWN, MOST = 15, 400
KINDS = {"no": "nothing", "part": "a part", "all": "all points"}
HELP = (
    "<em>Tells apart</em> is the correlation with the rest of the score: near 1 a "
    "check sorts the class as the other checks do, near 0 it measures something else. "
    "<em>Time</em> is the median."
)


def checks(verdicts: Sequence[Verdict]) -> str:
    """List the checks, the hardest first, and say which are doubtful."""
    found = items(verdicts)
    if not found:
        return ""
    return section("checks", _hardest(found), _doubtful(found))


def _hardest(found: Sequence[Item]) -> str:
    columns = {
        "check": PLAIN,
        "failed": NUMBER,
        "tells apart": NUMBER,
        "nothing": NUMBER,
        "part": NUMBER,
        "all": NUMBER,
        "time": NUMBER,
        "assignment": PLAIN,
    }
    worst = found[0]
    if not worst.failed:
        said = "Everybody passes every check."
    else:
        said = (
            f"The hardest is <code>{safe(worst.name)}</code>: {worst.nothing:,} "
            f"of {len(worst.got):,} got nothing for it, {worst.part:,} a part. "
            f"{sum(item.failed > 0.5 for item in found):,} of "
            f"{count(len(found), 'check')} failed more than half of the class."
        )
    made = long_table("Checks, hardest first", columns, found, _row, SHOWN, MOST)
    return (
        f"<h3>Which checks are hardest?</h3>\n<p>{said}</p>\n"
        f'{legend("Students who got", KINDS)}\n<p class="soft">{HELP}</p>\n{made}'
    )


def _row(item: Item) -> list[str]:
    apart = item.discrimination
    said = "–" if apart is None else f"{apart:+.2f}".replace("-", "−")
    return [
        safe(item.name) + shares_bar(item),
        percent(item.failed),
        f'<span class="flag">⚑ {said}</span>' if item.flag else said,
        f"{item.nothing:,}",
        f"{item.part:,}",
        f"{item.full:,}",
        duration(statistics.median(item.seconds)),
        safe(item.assignment),
    ]


def _doubtful(found: Sequence[Item]) -> str:
    """List the checks that somebody should look at."""
    flagged = [item for item in found if item.flag]
    heading = "<h3>Which checks should be looked at?</h3>\n"
    if not flagged:
        return f"{heading}<p>None: each is passed by some, and by the better ones.</p>"
    columns = {"check": PLAIN, "assignment": PLAIN, "why": WIDE}
    made = long_table("Doubtful checks", columns, flagged, _why, SHOWN, MOST)
    return heading + made


def _why(item: Item) -> list[str]:
    return [safe(item.name), safe(item.assignment), f"⚑ {item.flag}"]
