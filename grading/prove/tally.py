"""Counts of what became of stored answers, by exercise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from grading.prove.answers import ABSTAINED, RIGHT, WRONG, Outcome

# Of the wrong answers that differ from all others, how many must be told their
# mistake, and how many may be told another.
NAMED, MISLED = 0.9, 0.01


@dataclass
class Tally:
    """What became of the stored answers to an exercise.

    Attributes
    ----------
    exercise : str
    accepted, passed : int
        Right answers, and those that got every point.
    wrong, failed : int
        Wrong answers, and those that did not.
    right_hint, abstained, wrong_hint : int
        Whether the checks named the mistake, none, or another.
    alike : int
        Wrong answers in which the checks see what they see in one with another
        sentence. No check could tell them apart, and no hint is counted.
    """

    exercise: str
    accepted: int = 0
    passed: int = 0
    wrong: int = 0
    failed: int = 0
    right_hint: int = 0
    abstained: int = 0
    wrong_hint: int = 0
    alike: int = 0

    @property
    def judged(self) -> int:
        """Return how many hints are counted."""
        return self.right_hint + self.abstained + self.wrong_hint

    def row(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def tallies(outcomes: Sequence[Outcome]) -> list[Tally]:
    """Count what became of answers, by exercise, in their order."""
    of_each: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        of_each[outcome.exercise].append(outcome)
    return [_tally(name, given) for name, given in of_each.items()]


def total(parts: Sequence[Tally]) -> Tally:
    """Return the sum of some tallies."""
    names = [name for name in Tally.__dataclass_fields__ if name != "exercise"]
    sums = {name: sum(getattr(part, name) for part in parts) for name in names}
    return Tally("all", **sums)


def broken(outcomes: Sequence[Outcome]) -> list[str]:
    """Return in sentences what is not as promised."""
    said = [f"{o.answer.name}: {fault}" for o in outcomes for fault in o.faults]
    whole = total(tallies(outcomes))
    if whole.right_hint < NAMED * whole.judged:
        said.append(f"Only {whole.right_hint} of {whole.judged} mistakes are named.")
    if whole.wrong_hint > MISLED * whole.judged:
        said.append(f"{whole.wrong_hint} of {whole.judged} hints name another mistake.")
    return said


def _tally(exercise: str, outcomes: Sequence[Outcome]) -> Tally:
    right = [o for o in outcomes if o.answer.right]
    wrong = [o for o in outcomes if not o.answer.right]
    apart = [o for o in wrong if not _has_double(o, wrong)]
    hints = [o.hint for o in apart]
    return Tally(
        exercise,
        accepted=len(right),
        passed=sum(o.as_promised for o in right),
        wrong=len(wrong),
        failed=sum(o.as_promised for o in wrong),
        right_hint=hints.count(RIGHT),
        abstained=hints.count(ABSTAINED),
        wrong_hint=hints.count(WRONG),
        alike=len(wrong) - len(apart),
    )


def _has_double(outcome: Outcome, others: Sequence[Outcome]) -> bool:
    """Tell whether the checks see the same of an answer with another sentence."""
    words, seen = outcome.answer.words, outcome.seen
    return any(o.answer.words != words and o.seen == seen for o in others)
