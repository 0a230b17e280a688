"""What the gradebook needs of a graded notebook's text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_grade


@dataclass(frozen=True)
class Texts:
    """What a graded notebook says of its answers.

    Attributes
    ----------
    unchanged : set of str
        Answers that are as they were handed out, by grade_id.
    answers : dict
        Hashes of the written answers.
    """

    unchanged: frozenset[str] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)


def read_texts(notebook: str) -> Texts:
    """Find in a graded notebook's text what the gradebook needs of it."""
    unchanged, answers = set(), {}
    for raw in json.loads(notebook)["cells"]:
        if not raw["metadata"].get("nbgrader", {}).get("solution"):
            continue
        text = clean("".join(raw["source"]))
        meta = NotebookNode(nbgrader=NotebookNode(raw["metadata"]["nbgrader"]))
        cell = NotebookNode(source=text, cell_type=raw["cell_type"], metadata=meta)
        if compute_checksum(cell) == meta.nbgrader.get("checksum"):
            unchanged.add(meta.nbgrader.grade_id)
        if is_grade(cell):
            digest = hashlib.sha256(text.encode()).hexdigest()[:20]
            answers[meta.nbgrader.grade_id] = digest
    return Texts(frozenset(unchanged), answers)


def clean(text: str) -> str:
    """Return a text as UTF-8 can hold it."""
    return text.encode("utf-8", "replace").decode()
