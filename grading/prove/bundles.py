"""Stored answers that can share one submission, because they have nothing in common."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grading.checking import check_cells, checks_of, exercises
from grading.proof import Answer


@dataclass(frozen=True)
class Claim:
    """What an answer needs for itself in a submission.

    Attributes
    ----------
    families : set of str
        First words of the exercises that it answers: a backward pass needs its own
        forward pass.
    checks : set of str
        What it may fail: the checks of these families, and those in its header.
    names : dict
        The source of everything that it defines, by name.
    """

    families: frozenset[str]
    checks: frozenset[str]
    names: Mapping[str, str]

    def is_apart(self, other: Claim) -> bool:
        """Tell whether two answers can stand in one notebook."""
        both = set(self.names) & set(other.names)
        return not (
            self.families & other.families
            or self.checks & other.checks
            or any(self.names[name] != other.names[name] for name in both)
        )


def claim(assignment: str, answer: Answer) -> Claim:
    """Return what an answer needs for itself."""
    names = _defined(answer.path.read_text(encoding="utf-8"))
    tasks = exercises(assignment)
    families = {_family(name) for name in tasks if name in names} | {
        _family(answer.exercise)
    }
    own = {c for t in tasks if _family(t) in families for c in checks_of(assignment, t)}
    checks = own | set(answer.checks) & set(check_cells(assignment))
    return Claim(frozenset(families), frozenset(checks), names)


def bundles(assignment: str, answers: Sequence[Answer]) -> list[list[Answer]]:
    """Return answers in as few bundles as are found by taking the first that fits."""
    claims = {answer: claim(assignment, answer) for answer in answers}
    made: list[list[Answer]] = []
    for answer in answers:
        fits = (
            bundle
            for bundle in made
            if all(claims[answer].is_apart(claims[other]) for other in bundle)
        )
        if bundle := next(fits, None):
            bundle.append(answer)
        else:
            made.append([answer])
    return made


def _family(exercise: str) -> str:
    return exercise.split("_")[0]


def _defined(text: str) -> dict[str, str]:
    """Return the source of what a file defines, by name."""
    found: dict[str, str] = {}
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names = [statement.name]
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            names = [alias.asname or alias.name for alias in statement.names]
        else:
            nodes = [n for n in ast.walk(statement) if isinstance(n, ast.Name)]
            names = [n.id for n in nodes if isinstance(n.ctx, ast.Store)]
        found |= dict.fromkeys(names, ast.unparse(statement))
    return found
