"""What went wrong with submissions, and what it took to grade them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from grading.report.axes import edges, is_wide
from grading.report.figures import histogram
from grading.report.groups import Group, check_notes, faults, repairs, unreadable
from grading.report.markup import (
    NUMBER,
    PLAIN,
    WHO,
    WIDE,
    figure,
    long_table,
    named,
    section,
    student,
)
from grading.report.measures import quartiles
from grading.report.text import duration, megabytes, percent, safe, sentence
from grading.verdicts import Verdict

SHOWN, MOST = 12, 100
NAMED = 5
COSTLY = 0.1


def troubles(verdicts: Sequence[Verdict]) -> str:
    """List faults, repairs, what could not be read, and notes on checks."""
    kinds = {
        "Could not be read": unreadable(verdicts),
        "Faults: what went wrong in their own cells": faults(verdicts),
        "Repairs: what was mended before grading": repairs(verdicts),
        "Notes on checks": check_notes(verdicts),
    }
    made = [_table(name, found) for name, found in kinds.items() if found]
    if not made:
        made = ["<p>Every submission could be graded as it was handed in.</p>"]
    return section("troubles", *made)


def _table(name: str, found: Sequence[Group]) -> str:
    columns = {"what": WIDE, "where": PLAIN, "submissions": NUMBER, "who": WHO}
    return long_table(name, columns, found, _row, SHOWN, MOST)


def _row(group: Group) -> list[str]:
    return [
        sentence(group.text),
        safe(group.check or group.assignment),
        f"{len(group.students):,}",
        named(group.students),
    ]


def costs(verdicts: Sequence[Verdict]) -> str:
    """Show what time and memory the submissions took."""
    seconds = {p: v.seconds for p, v in enumerate(verdicts) if v.seconds > 0}
    memory = {p: v.memory for p, v in enumerate(verdicts) if v.memory > 0}
    names = [verdict.student for verdict in verdicts]
    made = ""
    if seconds:
        question = "How long does a submission take?"
        made += _cost(question, "time", "Slowest", seconds, names, duration, 0.1)
    if memory:
        question = "How much memory does a submission take?"
        made += _cost(question, "memory", "Largest", memory, names, megabytes, 1.0)
    if not made:
        return ""
    return section("costs", f'<div class="figures">\n{made}\n</div>')


def _cost(
    question: str,
    what: str,
    most: str,
    values: Mapping[int, float],
    names: Sequence[str],
    write: Callable[[float], str],
    least: float,
) -> str:
    """Show how one cost is spread, and who causes most of it."""
    every = sorted(values.values(), reverse=True)
    dearest = every[: math.ceil(COSTLY * len(every))]
    places = sorted(values, key=lambda place: -values[place])[:NAMED]
    said = ", ".join(f"{student(names[p], p)} ({write(values[p])})" for p in places)
    takeaway = (
        f"Half of them take {write(quartiles(every)[1])} or less. The dearest tenth "
        f"has {percent(sum(dearest) / sum(every))} of all {what}. {most}: {said}."
    )
    picture = histogram(every, what, write, edges(every, least), log=is_wide(every))
    return figure(question, picture, takeaway)
