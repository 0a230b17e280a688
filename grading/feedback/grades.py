"""What a page says of a submission's grades."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Grades:
    """What the gradebook knows of one submission.

    Attributes
    ----------
    cells : dict
        By grade_id, what a page adds to nbgrader's metadata of a cell: "score",
        "points", "extra_credit", "waiting", "comment", "message".
    late_penalty : float
    repairs, faults : list of str
        Sentences of the verdict.
    why : str
        Why it could not be read.
    """

    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    late_penalty: float = 0.0
    repairs: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    why: str = ""

    @property
    def score(self) -> float:
        """The points, after the penalty for lateness."""
        scores = (cell.get("score", 0.0) for cell in self.cells.values())
        return max(0.0, sum(scores) - self.late_penalty)

    @property
    def maximum(self) -> float:
        """The points that can be had."""
        return sum(cell.get("points", 0.0) for cell in self.cells.values())

    def plain(self) -> dict[str, Any]:
        """Return all of it as plain data."""
        return asdict(self)
