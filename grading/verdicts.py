"""Verdicts: what became of a submission, as plain data that can be stored and sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

GRADED = "graded"
FAULTS = "graded with faults"
REPAIRED = "repaired"
UNREADABLE = "unreadable"


@dataclass
class Check:
    """One check, or one written answer, of one submission.

    Attributes
    ----------
    score : float
        Points from 0 to `maximum`.
    maximum : float
    message : str, default=""
        What a failed check says, in at most 8 lines.
    written : bool, default=False
        Whether it is an answer in words, which a person grades.
    waiting : bool, default=False
        Whether it waits for a person; until then it counts 0.
    notes : list of str
        What else an instructor should know, such as a score that was out of range.
    seconds : float, default=0.0
    """

    score: float
    maximum: float
    message: str = ""
    written: bool = False
    waiting: bool = False
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass
class Verdict:
    """What became of one submission.

    Attributes
    ----------
    student, assignment : str
    verdict : {"graded", "graded with faults", "repaired", "unreadable"}
        A repaired submission may have faults, too.
    checks : dict
        A `Check` for each grade_id, in the order of the notebook.
    repairs : list of str
        What the intake mended, in sentences.
    faults : list of str
        What went wrong in the student's own cells or processes, in sentences.
    why : str
        Why it is unreadable.
    seconds : float
        Wall time of its grading.
    memory : float
        Peak memory of its answer process, in megabytes.
    audit : dict
        Hashes of what the scores depend on: "submission", "source" (the assignment
        with its tests and key), "environment", "seed"; and how it ran: "sandbox".
    """

    student: str
    assignment: str
    verdict: str = GRADED
    checks: dict[str, Check] = field(default_factory=dict)
    repairs: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    why: str = ""
    seconds: float = 0.0
    memory: float = 0.0
    audit: dict[str, str] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """Return the points so far, written answers that wait counted as 0."""
        return sum(check.score for check in self.checks.values())

    @property
    def maximum(self) -> float:
        """Return the points that can be had."""
        return sum(check.maximum for check in self.checks.values())

    @property
    def reason(self) -> str:
        """Say in one line why it is not simply graded."""
        return " ".join([self.why, *self.repairs, *self.faults]).strip()

    @property
    def waiting(self) -> int:
        """Return how many written answers wait for a person."""
        return sum(check.waiting for check in self.checks.values())

    def row(self) -> dict[str, Any]:
        """Return the verdict as plain data, for a program to read."""
        totals = {"score": self.score, "maximum": self.maximum, "reason": self.reason}
        return asdict(self) | totals

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Verdict:
        """Return the verdict of which `row` is the plain data."""
        known = {name: row[name] for name in cls.__dataclass_fields__ if name in row}
        checks = {name: Check(**check) for name, check in row["checks"].items()}
        return cls(**known | {"checks": checks})
