"""Make the fingerprints by which checks name known mistakes."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from cs231n_utils.checks import CheckFailed
from cs231n_utils.fingerprints import fingerprint, same
from cs231n_utils.skeletons import fill, skeletons
from cs231n_utils.types import Array
from grading.audit import digest
from grading.checking import exercises, filled_by_keys, setup
from grading.editions import released, student_notebook
from grading.keys import answer_key, source_path
from grading.proof import ANSWERS, Answer, stored_answers

# A sentence, two projections of the wrong value, and its shape.
Known = tuple[str, list[float], list[int]]


def fingerprints() -> dict[str, dict[str, list[Known]]]:
    """Return the known mistakes of each assignment, by what a check compares."""
    return {name: known_mistakes(name, stored_answers(name)) for name in released()}


def known_mistakes(name: str, answers: Iterable[Answer]) -> dict[str, list[Known]]:
    """Return the fingerprints of those wrong answers that say a sentence.

    Each goes through the first check that it must fail, as students see that check.

    Raises
    ------
    ValueError
        When that check compares no wrong value.
    """
    visible = _visible_checks(name)
    found: dict[str, list[Known]] = defaultdict(list)
    with filled_by_keys():
        for answer in answers:
            if answer.says:
                what, value = _compared(name, answer, visible[answer.checks[0]])
                projections = fingerprint(what, value)
                found[what].append((answer.says, projections, list(value.shape)))
    return {what: _unambiguous(what, known) for what, known in sorted(found.items())}


def to_json(table: Mapping[str, Any]) -> str:
    """Write fingerprints the one way in which they are stored."""
    return json.dumps(table, indent=1, ensure_ascii=False) + "\n"


def stored_text() -> str:
    """Return what belongs in the stored file; it is made once for the same texts."""
    sources = [source_path(name) for name in released()]
    paths = [*sources, *sorted(ANSWERS.glob("*/wrong/*.py"))]
    return _stored_text(digest(path.read_bytes() for path in paths))


@functools.lru_cache(maxsize=2)
def _stored_text(made_from: str) -> str:
    return to_json(fingerprints())


def _visible_checks(name: str) -> dict[str, str]:
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in student_notebook(name).cells
        if "nbgrader" in cell.metadata
    }


def _compared(name: str, answer: Answer, source: str) -> tuple[str, Array]:
    """Return what a check compares when it fails an answer, and the wrong value."""
    functions = vars(answer_key(name)) | answer.functions(name)
    given = {
        key: fill(functions[key]) if key in skeletons() else functions[key]
        for key in exercises(name)
    }
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(source, setup(name) | given)
        except Exception as error:
            if isinstance(error, CheckFailed) and error.compared:
                return error.compared
    raise ValueError(
        f"{answer.name} says a sentence, but no `expect` in the visible part of "
        f"{answer.checks[0]} fails it. Take the line away, or mend the check."
    )


def _unambiguous(what: str, known: list[Known]) -> list[Known]:
    """Keep one entry for each wrong value, and none where two sentences name it."""
    kept: list[Known] = []
    for entry in sorted(known):
        alike = [k for k in known if k[2] == entry[2] and same(k[1], entry[1])]
        sentences = sorted({sentence for sentence, _, _ in alike})
        if len(sentences) == 1 and not any(k in alike for k in kept):
            kept.append(entry)
        if len(sentences) > 1 and entry is alike[0]:
            print(f"{what}: one value, but {sentences}.", file=sys.stderr)
    return kept
