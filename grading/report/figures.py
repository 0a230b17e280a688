"""Pictures as inline SVG, in the colours of the course, each with its alt text.

They are drawn for 340 units, so that their text can be read on a telephone.
"""

from __future__ import annotations

import html
import itertools
import math
from collections.abc import Callable, Mapping, Sequence

from grading.report.axes import heights
from grading.report.measures import Item, quartiles
from grading.report.text import percent, safe

WIDTH, TOP, HIGH, FOOT = 340.0, 34.0, 110.0, 34.0
MAP_WIDTH, MAP_LABELS, MAP_ROW = 680.0, 240.0, 18.0
LEVELS = 5
LONGEST = 36
# How wide a letter is.
LETTER = 6.8
TENTHS = [tenth / 10 for tenth in range(11)]
Write = Callable[[float], str]


def _svg(width: float, height: float, alt: str, body: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="{html.escape(alt)}">{body}</svg>'
    )


def histogram(
    values: Sequence[float],
    what: str,
    write: Write,
    bounds: Sequence[float],
    *,
    log: bool = False,
) -> str:
    """Draw how values are spread, with their median.

    Parameters
    ----------
    values : list of float
        At least one.
    what : str
        What the axis shows.
    write : callable
        Writes a value for people to read.
    bounds : list of float
        The edges of the bars.
    log : bool, default=False
        Whether the axis is logarithmic.
    """
    counts, middle = heights(values, bounds), quartiles(values)[1]

    def across(value: float) -> float:
        ends = bounds[0], bounds[-1], max(value, bounds[0])
        low, high, at = map(math.log, ends) if log else ends
        return 12 + (WIDTH - 24) * (at - low) / (high - low)

    body = _median(across(middle), f"median {write(middle)}")
    body += _bars(counts, [across(bound) for bound in bounds])
    body += _ticks([(across(b), write(b)) for b in bounds])
    axis = what + (", logarithmic" if log else "")
    body += f'<text x="{WIDTH / 2:g}" y="{TOP + HIGH + 30:g}">{axis}</text>'
    parts = [
        f"{write(low)} to {write(high)}: {number}"
        for low, high, number in zip(bounds, bounds[1:], counts, strict=False)
        if number
    ]
    alt = f"Histogram of {what}, median {write(middle)}. " + ", ".join(parts) + "."
    return _svg(WIDTH, TOP + HIGH + FOOT, alt, body)


def _bars(counts: Sequence[int], xs: Sequence[float]) -> str:
    parts, floor = [], TOP + HIGH
    for number, left, right in zip(counts, xs, xs[1:], strict=False):
        if number:
            high = max(1.5, HIGH * 0.86 * number / max(counts))
            parts.append(
                f'<rect class="bar" x="{left + 0.75:.1f}" y="{floor - high:.1f}" '
                f'width="{right - left - 1.5:.1f}" height="{high:.1f}"/>'
                f'<text x="{(left + right) / 2:.1f}" y="{floor - high - 3:.1f}">'
                f"{number:,}</text>"
            )
    line = f'<path class="axis" d="M{xs[0]:.1f} {floor:g}H{xs[-1]:.1f}"/>'
    return line + "".join(parts)


def _ticks(marks: Sequence[tuple[float, str]]) -> str:
    """Write below the axis every edge, or every second, as there is room."""
    widest = LETTER * max(len(text) for _, text in marks) + 6
    narrowest = min(b - a for (a, _), (b, _) in itertools.pairwise(marks))
    parts, floor, before = [], TOP + HIGH, ""
    for x, text in marks[:: max(1, math.ceil(widest / narrowest))]:
        place = min(max(x, LETTER / 2 * len(text)), WIDTH - LETTER / 2 * len(text))
        parts.append(f'<path class="axis" d="M{x:.1f} {floor:g}v3"/>')
        if text != before:
            parts.append(
                f'<text x="{place:.1f}" y="{floor + 14:g}">{html.escape(text)}</text>'
            )
        before = text
    return "".join(parts)


def _median(x: float, text: str) -> str:
    place = min(max(x, 50), WIDTH - 50)
    return (
        f'<path class="mark" d="M{x:.1f} 16V{TOP + HIGH:g}"/>'
        f'<text class="strong" x="{place:.1f}" y="12">{html.escape(text)}</text>'
    )


def shares_bar(item: Item) -> str:
    """Draw how many got nothing, a part and everything; the cells beside it say it."""
    total, x, parts = len(item.got), 0.0, []
    for kind, number in (("no", item.nothing), ("part", item.part), ("all", item.full)):
        if number:
            wide = 100 * number / total
            gap = min(0.8, wide / 3)
            parts.append(
                f'<rect class="{kind}" x="{x:.1f}" width="{wide - gap:.1f}" '
                'height="10"/>'
            )
            x += wide
    return (
        '<svg class="shares" viewBox="0 0 100 10" preserveAspectRatio="none" '
        f'aria-hidden="true">{"".join(parts)}</svg>'
    )


def heat_map(rows: Mapping[str, Sequence[float]], alt: str) -> str:
    """Draw shares as squares: a row for each check, a column for each group.

    Parameters
    ----------
    rows : dict
        By the check's name, the mean share of points of each group of students.
    alt : str
        What it shows, in words.
    """
    columns = len(next(iter(rows.values())))
    side = (MAP_WIDTH - MAP_LABELS - 4) / columns
    parts = [
        _map_row(name, row, place * MAP_ROW, side)
        for place, (name, row) in enumerate(rows.items())
    ]
    floor = len(rows) * MAP_ROW
    parts.append(
        f'<text class="start" x="{MAP_LABELS:g}" y="{floor + 14:g}">'
        "← lowest scores</text>"
        f'<text class="end" x="{MAP_WIDTH - 4:g}" y="{floor + 14:g}">'
        "highest scores →</text>"
    )
    return _svg(MAP_WIDTH, floor + 20, alt, "".join(parts))


def _map_row(name: str, row: Sequence[float], y: float, side: float) -> str:
    squares: dict[int, list[str]] = {}
    for place, value in enumerate(row):
        x = MAP_LABELS + place * side
        wide, high = side - min(1.5, side / 6), MAP_ROW - 2
        path = f"M{x:.1f} {y + 1:g}h{wide:.1f}v{high:g}h-{wide:.1f}z"
        squares.setdefault(level(value), []).append(path)
    paths = "".join(
        f'<path class="l{grade}" d="{"".join(found)}"/>'
        for grade, found in sorted(squares.items())
    )
    label = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    mean = percent(sum(row) / len(row))
    return (
        f"<g><title>{safe(name)}: {mean} on average</title>"
        f'<text class="end" x="{MAP_LABELS - 6:g}" y="{y + 13:g}">{safe(label)}</text>'
        f"{paths}</g>"
    )


def level(share: float) -> int:
    """Return the shade of a share: 0 for nothing, 4 for everything."""
    if share <= 0:
        return 0
    return LEVELS - 1 if share >= 1 else 1 + min(LEVELS - 3, int(share * (LEVELS - 2)))


def legend(about: str, kinds: Mapping[str, str]) -> str:
    """Say what colours mean: the names of classes of style, by what they stand for."""
    swatches = (
        '<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">'
        f'<path class="{kind}" d="M.5 .5h11v11h-11z"/></svg>{name}'
        for kind, name in kinds.items()
    )
    return f'<p class="legend">{about} {" ".join(swatches)}</p>'
