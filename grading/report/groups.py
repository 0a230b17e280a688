"""Sentences that say the same, put together and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from grading.report.text import without_numbers
from grading.verdicts import Verdict

CAUSE = re.compile(r"^\s*(?:Likely cause|Look at): *(.+)$", re.M)
OURS = re.compile(r"^(?:CheckFailed|NotFilled): ")
# "A.ipynb: It is empty." says the same as "B.ipynb: It is empty."
FILE = re.compile(r"^[^:]*\.\w+: ")


@dataclass
class Group:
    """What several submissions have in common.

    Attributes
    ----------
    assignment, check : str
        Where it was said; `check` is empty for what is no check's.
    said : Counter
        The sentences of the group, which differ in numbers and details only.
    example : str
        The first whole message.
    students : dict
        Who: names by the place of their submission in the class.
    """

    assignment: str
    check: str
    example: str
    said: Counter[str] = field(default_factory=Counter)
    students: dict[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the commonest sentence."""
        return self.said.most_common(1)[0][0]


def mistakes(verdicts: Sequence[Verdict]) -> list[Group]:
    """Return what failed checks said, by check and likely cause, commonest first."""

    def failed(verdict: Verdict) -> Iterable[tuple[str, str]]:
        for name, check in verdict.checks.items():
            if check.message.strip() and check.score < check.maximum:
                yield name, check.message

    return _grouped(verdicts, failed, cause, without_numbers)


def check_notes(verdicts: Sequence[Verdict]) -> list[Group]:
    """Return the notes on checks, commonest first."""

    def noted(verdict: Verdict) -> Iterable[tuple[str, str]]:
        return ((n, note) for n, c in verdict.checks.items() for note in c.notes)

    return _grouped(verdicts, noted, str, without_numbers)


def faults(verdicts: Sequence[Verdict]) -> list[Group]:
    """Return what went wrong in students' own cells, commonest first."""
    return _grouped(verdicts, _from("faults"), str, without_numbers)


def repairs(verdicts: Sequence[Verdict]) -> list[Group]:
    """Return what the intake mended, commonest first; the cells' names do not count."""
    return _grouped(verdicts, _from("repairs"), _lead, without_numbers)


def unreadable(verdicts: Sequence[Verdict]) -> list[Group]:
    """Return why submissions could not be read, commonest first."""

    def whys(verdict: Verdict) -> Iterable[tuple[str, str]]:
        return [("", verdict.why)] if verdict.why else []

    return _grouped(verdicts, whys, lambda why: FILE.sub("", why), without_numbers)


def cause(message: str) -> str:
    """Return the likely cause that a check names, else the first line it says."""
    if found := CAUSE.search(message):
        return found[1].strip()
    return OURS.sub("", message.strip().splitlines()[0])


def _from(field_name: str) -> Callable[[Verdict], Iterable[tuple[str, str]]]:
    return lambda verdict: (("", said) for said in getattr(verdict, field_name))


def _lead(sentence: str) -> str:
    return sentence.partition(": ")[0]


def _grouped(
    verdicts: Sequence[Verdict],
    pick: Callable[[Verdict], Iterable[tuple[str, str]]],
    shown: Callable[[str], str],
    key: Callable[[str], str],
) -> list[Group]:
    """Group what `pick` finds in each verdict: the check, and what was said."""
    groups: dict[tuple[str, str, str], Group] = {}
    for place, verdict in enumerate(verdicts):
        for check, message in pick(verdict):
            sentence = shown(message)
            where = verdict.assignment, check, key(sentence)
            group = groups.setdefault(where, Group(*where[:2], message))
            group.said[sentence] += 1
            group.students[place] = verdict.student
    return sorted(groups.values(), key=lambda group: -len(group.students))
