"""The top of the page: warnings, numbers, and how scores are spread."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence

from grading.report.figures import TENTHS, histogram
from grading.report.markup import (
    NUMBER,
    PLAIN,
    figure,
    long_table,
    named,
    section,
    table,
)
from grading.report.measures import of_assignments, quartiles, shares
from grading.report.text import count, duration, megabytes, percent, safe
from grading.verdicts import FAULTS, GRADED, REPAIRED, UNREADABLE, Verdict

NO_SANDBOX = "none"
PASSABLE = 0.5
SHOWN = 8


def warning(verdicts: Sequence[Verdict]) -> str:
    """Say loudly what was graded without a sandbox."""
    bare = {
        place: verdict.student
        for place, verdict in enumerate(verdicts)
        if verdict.audit.get("sandbox") == NO_SANDBOX
    }
    if not bare:
        return ""
    return (
        '<div class="warning" role="note"><p><strong>⚠ Graded without a sandbox: '
        f"{len(bare):,} of {count(len(verdicts), 'submission')}.</strong></p>\n"
        "<p>Their code could read and change whatever the grader could: files, other "
        "submissions, these scores. Grade them again where "
        "<code>python -m grading doctor</code> finds bubblewrap.</p>\n"
        f"<p>{named(bare)}</p></div>"
    )


def overview(verdicts: Sequence[Verdict]) -> str:
    """Return the class in numbers."""
    parts = [_tiles(verdicts)]
    if any(v.verdict == REPAIRED and v.faults for v in verdicts):
        number = sum(v.verdict == REPAIRED and bool(v.faults) for v in verdicts)
        parts.append(
            f'<p class="soft">{number:,} of those that were repaired had faults, '
            "too.</p>"
        )
    if len(by_name := of_assignments(verdicts)) > 1:
        parts.append(_assignments(by_name))
    parts.append(_waiting(verdicts))
    return section("overview", *parts)


def _tiles(verdicts: Sequence[Verdict]) -> str:
    kinds = Counter(verdict.verdict for verdict in verdicts)
    low, middle, high = quartiles(shares(verdicts))
    seconds = [verdict.seconds for verdict in verdicts]
    tiles = {
        "submissions": f"{len(verdicts):,}",
        "graded without remark": f"{kinds[GRADED]:,}",
        "repaired": f"{kinds[REPAIRED]:,}",
        "with faults": f"{kinds[FAULTS]:,}",
        "unreadable": f"{kinds[UNREADABLE]:,}",
        "written answers waiting": f"{_number_waiting(verdicts):,}",
        "median score": percent(middle),
        "middle half": f"{percent(low)} to {percent(high)}",
        "median time": duration(statistics.median(seconds or [0.0])),
        "time in all": duration(sum(seconds)),
    }
    if peak := max((verdict.memory for verdict in verdicts), default=0.0):
        tiles["most memory"] = megabytes(peak)
    shown = "\n".join(
        f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in tiles.items()
    )
    return (
        f'<dl class="tiles">\n{shown}\n</dl>\n<p class="soft">Scores are shares of the '
        "points that are graded so far: written answers that wait are left out, and so "
        "is what could not be read. Times are summed over submissions, which may have "
        "been graded side by side.</p>"
    )


def _number_waiting(verdicts: Sequence[Verdict]) -> int:
    return sum(c.waiting for v in verdicts for c in v.checks.values())


def _assignments(by_name: dict[str, list[Verdict]]) -> str:
    columns = {
        "assignment": PLAIN,
        "submissions": NUMBER,
        "repaired": NUMBER,
        "with faults": NUMBER,
        "unreadable": NUMBER,
        "waiting": NUMBER,
        "lower quartile": NUMBER,
        "median": NUMBER,
        "upper quartile": NUMBER,
        "median time": NUMBER,
    }
    return table("Each assignment", columns, map(_assignment, by_name.items()))


def _assignment(entry: tuple[str, list[Verdict]]) -> list[str]:
    name, verdicts = entry
    kinds = Counter(verdict.verdict for verdict in verdicts)
    return [
        safe(name),
        f"{len(verdicts):,}",
        f"{kinds[REPAIRED]:,}",
        f"{kinds[FAULTS]:,}",
        f"{kinds[UNREADABLE]:,}",
        f"{_number_waiting(verdicts):,}",
        *map(percent, quartiles(shares(verdicts))),
        duration(statistics.median(verdict.seconds for verdict in verdicts)),
    ]


def _waiting(verdicts: Sequence[Verdict]) -> str:
    """List the written answers that wait for a person."""
    waiting = Counter(
        (verdict.assignment, name)
        for verdict in verdicts
        for name, check in verdict.checks.items()
        if check.waiting
    )
    if not waiting:
        return ""
    columns = {"question": PLAIN, "assignment": PLAIN, "answers": NUMBER}
    caption = "Written answers that wait for a person"
    found = list(waiting.items())
    return long_table(caption, columns, found, _question, SHOWN, len(found))


def _question(found: tuple[tuple[str, str], int]) -> list[str]:
    (assignment, name), number = found
    return [safe(name), safe(assignment), f"{number:,}"]


def scores(verdicts: Sequence[Verdict]) -> str:
    """Show how the scores of each assignment are spread."""
    shown = [
        _scores(name, of_one)
        for name, of_one in of_assignments(verdicts).items()
        if shares(of_one)
    ]
    if not shown:
        return ""
    pictures = f'<div class="figures">\n{"".join(shown)}\n</div>'
    return section("scores", pictures)


def _scores(name: str, verdicts: Sequence[Verdict]) -> str:
    got = shares(verdicts)
    low, middle, high = quartiles(got)
    weak, full = sum(x < PASSABLE for x in got), sum(x >= 1 for x in got)
    said = (
        f"The middle one of {count(len(got), 'submission')} has {percent(middle)} of "
        f"the points; the middle half lies between {percent(low)} and {percent(high)}. "
        f"{full:,} got everything, {weak:,} less than {percent(PASSABLE)}."
    )
    picture = histogram(got, "share of points", percent, TENTHS)
    return figure(f"How did the class do in {safe(name)}?", picture, said)
