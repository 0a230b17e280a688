"""The pieces that the page is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from grading.report.text import count, safe

# The classes of a column: numbers stand on the right, texts have room.
NUMBER, WIDE, WHO, PLAIN = "n", "w", "who", ""
Row = Sequence[str]
T = TypeVar("T")
# A table of more rows scrolls by itself, below its header.
TALL = 30
# The sections, and how they are called.
CONTENTS = {
    "overview": "Overview",
    "scores": "Scores",
    "checks": "Checks",
    "maps": "Checks and students",
    "mistakes": "Commonest mistakes",
    "troubles": "Faults and repairs",
    "costs": "Time and memory",
    "submissions": "All submissions",
}


def section(name: str, *parts: str) -> str:
    """Return a section that can be linked to."""
    heading = CONTENTS[name]
    body = "\n".join(part for part in parts if part)
    return (
        f'<section id="{name}" aria-labelledby="{name}-h">\n'
        f'<h2 id="{name}-h">{heading}</h2>\n{body}\n</section>'
    )


def table(caption: str, columns: Mapping[str, str], rows: Iterable[Row]) -> str:
    """Return a table with a header that stays in sight.

    Parameters
    ----------
    caption : str
    columns : dict
        The class of each column, by its heading.
    rows : iterable of rows
        HTML for each cell. The first names the row.
    """
    head = "".join(
        f'<th scope="col"{_class(kind)}>{name}</th>' for name, kind in columns.items()
    )
    kinds = [_class(kind) for kind in columns.values()]
    lines = [_row(kinds, row) for row in rows]
    body = "\n".join(lines)
    tall = " tall" if len(lines) > TALL else ""
    return (
        f'<div class="scroll{tall}" tabindex="0" role="region" '
        f'aria-label="{caption}">\n'
        f"<table>\n<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _row(kinds: Sequence[str], row: Row) -> str:
    first, *others = zip(kinds, row, strict=True)
    cells = "".join(f"<td{kind}>{cell}</td>" for kind, cell in others)
    return f'<tr><th scope="row"{first[0]}>{first[1]}</th>{cells}</tr>'


def long_table(
    caption: str,
    columns: Mapping[str, str],
    things: Sequence[T],
    row: Callable[[T], Row],
    shown: int,
    most: int,
) -> str:
    """Return a table of which the first rows are shown and the next fold out.

    Parameters
    ----------
    caption : str
    columns : dict
    things : list
    row : callable
        Returns the row of a thing.
    shown : int
        How many are shown.
    most : int
        How many are on the page at all; the others are counted.
    """
    made = table(caption, columns, map(row, things[:shown]))
    if rest := things[shown:most]:
        more = table(f"{caption}, the rest", columns, map(row, rest))
        made += "\n" + folded(f"{len(rest):,} more", more)
    if len(things) > most:
        made += f"\n<p>{len(things) - most:,} more are left out.</p>"
    return made


def folded(summary: str, body: str, *, unfolded: bool = False) -> str:
    """Return what folds out at a click."""
    state = " open" if unfolded else ""
    return f"<details{state}><summary>{summary}</summary>\n{body}\n</details>"


def student(name: str, place: int) -> str:
    """Return a student's name, linked to their row in the table of submissions."""
    return f'<a href="#s{place}"><bdi>{safe(name)}</bdi></a>'


def named(names: Mapping[int, str], shown: int = 6) -> str:
    """Name students by their place in the class; what is too long folds out."""
    links = [student(name, place) for place, name in names.items()]
    first, rest = ", ".join(links[:shown]), links[shown:]
    if not rest:
        return first
    return first + folded(f"and {count(len(rest), 'other')}", ", ".join(rest))


def figure(question: str, picture: str, takeaway: str, kind: str = "") -> str:
    """Return a figure: the question, the picture, and the answer that it gives."""
    return (
        f"<figure{_class(kind)}>\n<h3>{question}</h3>\n{picture}\n"
        f"<figcaption>{takeaway}</figcaption>\n</figure>"
    )
