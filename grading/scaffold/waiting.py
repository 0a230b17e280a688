"""What of a sample still waits to be replaced by its author."""

from __future__ import annotations

import re
from pathlib import Path

from grading.keys import source_path
from grading.proof import ANSWERS

MARK = re.compile(r"REPLACE\((\w*)\)")


def waiting(name: str, exercise: str = "") -> list[str]:
    """Return the lines of an assignment that are still those of a sample.

    Parameters
    ----------
    name : str
        The assignment. Its source and the answers to its exercises are searched.
    exercise : str, default=""
        Only what came with this exercise.

    Returns
    -------
    places : list of str
        Each as "path:number: line".
    """
    source = source_path(name)
    found = [(source, *place) for place in _marked(source)]
    for task in sorted({exercise} if exercise else {task for *_, task in found}):
        for path in sorted((ANSWERS / task).glob("*/*.py")):
            found += [(path, *place) for place in _marked(path)]
    project = ANSWERS.parent.parent
    return [
        f"{path.relative_to(project)}:{number}: {line}"
        for path, number, line, task in found
        if exercise in ("", task)
    ]


def is_sample(path: Path) -> bool:
    """Tell whether a stored answer is still the sample's."""
    return bool(_marked(path))


def _marked(path: Path) -> list[tuple[int, str, str]]:
    """Return the number, the text and the exercise of each marked line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        (number, line.strip(), mark[1])
        for number, line in enumerate(lines, start=1)
        if (mark := MARK.search(line))
    ]
