"""The table of all submissions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grading.report.markup import NUMBER, PLAIN, WIDE, folded, section, table
from grading.report.measures import of_assignments, share
from grading.report.text import count, percent, points, safe, sentence
from grading.verdicts import UNREADABLE, Verdict

# So many rows are shown at once; more of them fold out.
SHOWN = 60
DIGITS = re.compile(r"\d+")


def in_order(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Sort by assignment as they come, and by student: s2 before s10."""
    by_name = of_assignments(verdicts)
    return [v for of in by_name.values() for v in sorted(of, key=_natural)]


def _natural(verdict: Verdict) -> str:
    return DIGITS.sub(lambda found: found[0].zfill(12), verdict.student.casefold())


def submissions(verdicts: Sequence[Verdict]) -> str:
    """List every submission; `verdicts` are in the order of the page."""
    columns = {
        "student": PLAIN,
        "score": NUMBER,
        "of": NUMBER,
        "share": NUMBER,
        "waiting": NUMBER,
        "verdict": PLAIN,
        "reason": WIDE,
        "seconds": NUMBER,
        "MB": NUMBER,
    }
    place, made = 0, []
    for name, of_one in of_assignments(verdicts).items():
        rows = [_row(place + k, verdict) for k, verdict in enumerate(of_one)]
        place += len(rows)
        caption = f"{safe(name)}: {count(len(rows), 'submission')}"
        shown = table(caption, columns, rows)
        made.append(folded(caption, shown, unfolded=len(verdicts) <= SHOWN))
    said = (
        '<p class="soft">The score counts written answers that wait as 0; the share '
        "leaves them out.</p>"
    )
    return section("submissions", said, *made)


def _row(place: int, verdict: Verdict) -> list[str]:
    """Return a row; its student's name can be linked to."""
    got = share(verdict)
    kind = verdict.verdict
    return [
        f'<bdi id="s{place}">{safe(verdict.student)}</bdi>',
        points(verdict.score),
        points(verdict.maximum),
        "–" if got is None else percent(got),
        f"{verdict.waiting or '–'}",
        f"<strong>{kind}</strong>" if kind == UNREADABLE else safe(kind),
        sentence(verdict.reason),
        f"{verdict.seconds:.1f}",
        f"{verdict.memory:,.0f}" if verdict.memory else "–",
    ]
