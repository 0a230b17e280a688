"""What failed checks said: the commonest mistakes."""

from __future__ import annotations

from collections.abc import Sequence

from grading.report.groups import Group, mistakes
from grading.report.markup import (
    NUMBER,
    PLAIN,
    WHO,
    WIDE,
    folded,
    long_table,
    named,
    section,
)
from grading.report.text import count, safe, safe_lines, sentence
from grading.verdicts import Verdict

SHOWN, MOST = 12, 100


def commonest(verdicts: Sequence[Verdict]) -> str:
    """List what failed checks said most often."""
    found = mistakes(verdicts)
    if not found:
        return section("mistakes", "<p>No check says that something is wrong.</p>")
    first = found[0]
    said = (
        f"<p>The commonest, with {count(len(first.students), 'student')}, in "
        f"<code>{safe(first.check)}</code>: {sentence(first.text)}</p>"
    )
    columns = {
        "likely cause": WIDE,
        "check": PLAIN,
        "assignment": PLAIN,
        "students": NUMBER,
        "who": WHO,
    }
    made = long_table(
        "What failed checks said, by check and likely cause",
        columns,
        found,
        _mistake,
        SHOWN,
        MOST,
    )
    return section("mistakes", said, made)


def _mistake(group: Group) -> list[str]:
    example = f"<pre>{safe_lines(group.example)}</pre>"
    return [
        sentence(group.text) + folded("an example", example),
        safe(group.check),
        safe(group.assignment),
        f"{len(group.students):,}",
        named(group.students, 3),
    ]
