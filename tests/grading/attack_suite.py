"""Attacks on a grader of untrusted notebooks, read from `attacks/*.txt`.

The files are no `.py`, so that nothing ever imports them: they kill what they can.

A file begins with a header, then holds cells:

    # about: what it does, in a sentence
    # kind: one of KINDS
    # others: key | blank         what the other exercises hold; the key by default
    # deserves: nothing | everything | the rest | test-NAME = points, ...
    # canary: hidden, key, ...    what must be seen nowhere, see `canaries`
    # fools: how a grader of one process is seen to be harmed, see test_attacks.py
    # parses: no                  when a cell is no Python
    # %% GRADE_ID {JSON}

A cell takes the place of the cell of that name; without text it only changes its
metadata. One without a name is the student's own. It stands behind the cell that comes
before it in the file, else before the one that follows, else behind the first imports.
"""

from __future__ import annotations

import copy
import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grading.checking import check_cells, exercises
from grading.editions import source_notebook
from grading.keys import COURSE, assignments
from grading.simulate import answers_of, points_of, submission

FOLDER = Path(__file__).parent / "attacks"
LIBRARY = COURSE.parent / "cs231n_utils"
ASSIGNMENT = "batchnorm"
KINDS = {
    "read": "looks for hidden tests, keys, other submissions, secrets",
    "forge": "has junk pass for right: comparisons, shells, operators, metadata",
    "protocol": "disturbs or forges what crosses between processes",
    "evade": "behaves when it is watched",
    "hang": "never ends",
    "kill": "ends processes, its own or others",
    "exhaust": "takes all of something",
    "flood": "shows more, or other things, than a reader can bear",
    "outlive": "goes on after its turn",
    "tamper": "changes files",
    "escape": "leaves the sandbox",
}
HEADER = re.compile(r"# (about|kind|others|deserves|canary|fools|parses): (.+)")
CELL = re.compile(r"^# %% ?([\w-]*) ?(\{.*\})?$", re.MULTILINE)
SEED = "canary-seed-7b1f"
OTHER = "canary-of-another-submission-52d0"


@dataclass(frozen=True)
class Cell:
    """A cell of an attack; `grade_id` is "" for a student's own."""

    grade_id: str
    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Attack:
    """One attack, and what the notebook that holds it deserves."""

    name: str
    about: str
    kind: str
    cells: tuple[Cell, ...]
    deserves: str
    others: str = "key"
    canary: tuple[str, ...] = ()
    fools: str = ""
    parses: bool = True

    def deserved(self, assignment: str = ASSIGNMENT) -> dict[str, float]:
        """Return the points that each check should give: no more and no less."""
        if self.deserves == "everything":
            return points_of(assignment)
        if self.deserves == "nothing":
            return points_of(assignment, exercises(assignment))
        if self.deserves == "the rest":
            return points_of(assignment, {cell.grade_id for cell in self.cells})
        earned = (part.split(" = ") for part in self.deserves.split(", "))
        return dict.fromkeys(points_of(assignment), 0.0) | {
            check: float(points) for check, points in earned
        }

    def notebook(self, assignment: str = ASSIGNMENT) -> NotebookNode:
        """Return the notebook that is handed in."""
        answers = answers_of(assignment) if self.others == "key" else {}
        notebook = submission(assignment, answers)
        places = [cell.id for cell in notebook.cells]
        before, last = self._following(places), ""
        for number, cell in enumerate(self.cells):
            if cell.grade_id:
                _change(notebook.cells[places.index(cell.grade_id)], cell)
                last = cell.grade_id
                continue
            place = places.index(last) + 1 if last else places.index(before)
            last = f"own-{number}"
            own = nbformat.v4.new_code_cell(cell.text, id=last)
            own.metadata = nbformat.from_dict(dict(cell.metadata))
            notebook.cells.insert(place, own)
            places.insert(place, last)
        return notebook

    def secrets(self, assignment: str = ASSIGNMENT) -> dict[str, set[str]]:
        """Return its canaries, without what stands in its own notebook."""
        own = "\n".join(cell.source for cell in self.notebook(assignment).cells)
        known = canaries(assignment)
        return {
            name: {text for text in known[name] if text not in own}
            for name in self.canary
        }

    def _following(self, places: list[str]) -> str:
        """Return the cell before which a student's own cells stand."""
        named = [cell.grade_id for cell in self.cells if cell.grade_id]
        return named[0] if named else places[places.index("setup") + 1]


def attacks() -> list[Attack]:
    """Return all attacks, sorted by name."""
    return [read_attack(path) for path in sorted(FOLDER.glob("*.txt"))]


def read_attack(path: Path) -> Attack:
    """Read an attack, or say what its header lacks."""
    head, *parts = CELL.split(path.read_text(encoding="utf-8"))
    header = {m[1]: m[2].strip() for m in map(HEADER.fullmatch, head.splitlines()) if m}
    if missing := {"about", "kind", "deserves"} - set(header):
        raise ValueError(f"{path.name}: the header lacks {sorted(missing)}.")
    if len(header) != len(head.splitlines()):
        raise ValueError(f"{path.name}: the header holds a line that is none.")
    canary = header.pop("canary", "")
    parses = header.pop("parses", "yes") == "yes"
    return Attack(
        path.stem,
        cells=tuple(_cells(parts)),
        canary=tuple(canary.split(", ")) if canary else (),
        parses=parses,
        **header,
    )


@functools.cache
def canaries(assignment: str = ASSIGNMENT) -> dict[str, set[str]]:
    """Return texts that must be seen nowhere, by what they would give away.

    Returns
    -------
    canaries : dict
        "hidden": lines of the assignment's hidden tests; "key": lines of all answer
        keys; "seed": what the harness sets CS231N_SEED to; "others": what it writes
        into another submission.
    """
    keys = [_lines_of(name, "SOLUTION") for name in assignments()]
    public = "\n".join(
        path.read_text(encoding="utf-8") for path in LIBRARY.rglob("*.py")
    )
    return {
        "hidden": _lines_of(assignment, "HIDDEN TESTS"),
        "key": {line for line in set().union(*keys) if line not in public},
        "seed": {SEED},
        "others": {OTHER},
    }


def leaked(attack: Attack, shown: str, assignment: str = ASSIGNMENT) -> set[str]:
    """Return what of an attack's canaries can be read in a text that was shown.

    Parameters
    ----------
    shown : str
        Outputs, messages and feedback; not the source of cells.
    """
    plain = shown.replace("\\n", "\n").replace('\\"', '"').replace("\\'", "'")
    return {
        name
        for name, texts in attack.secrets(assignment).items()
        if any(text in plain or text in shown for text in texts)
    }


def _lines_of(assignment: str, words: str) -> set[str]:
    """Return the lines of some regions of a source that stand nowhere else in it."""
    text = "\n".join(cell.source for cell in source_notebook(assignment).cells)
    pattern = re.compile(rf"### BEGIN {words}\n(.*?)### END {words}", re.DOTALL)
    inside = "\n".join(pattern.findall(text)).splitlines()
    outside = {line.strip() for line in pattern.sub("", text).splitlines()}
    lines = {line.strip() for line in inside} - outside
    return {line for line in lines if len(line) > 25}


def with_hidden_tests(notebook: NotebookNode, assignment: str) -> NotebookNode:
    """Return a notebook as a grader runs it: with the checks' text of the source."""
    notebook, checks = copy.deepcopy(notebook), check_cells(assignment)
    for cell in notebook.cells:
        if cell.id in checks:
            cell.source = checks[cell.id].source
    return notebook


def _cells(parts: list[str]) -> Iterator[Cell]:
    for grade_id, metadata, text in zip(*[iter(parts)] * 3, strict=True):
        yield Cell(grade_id, text.strip("\n"), json.loads(metadata or "{}"))


def _change(cell: NotebookNode, by: Cell) -> None:
    cell.source = by.text or cell.source
    for name, value in by.metadata.items():
        before = cell.metadata.get(name)
        merged = {**before, **value} if isinstance(before, dict) else value
        cell.metadata[name] = nbformat.from_dict(merged)
