"""The students of a simulated class."""

from __future__ import annotations

import itertools
import random
from collections.abc import Collection, Iterator, Mapping

from nbformat import NotebookNode

from grading.checking import exercises
from grading.editions import to_text
from grading.proof import Answer, stored_answers
from grading.simulate.answers import (
    Points,
    answers_of,
    points_of,
    submission,
    with_stored,
)
from grading.simulate.damaged import damaged
from grading.simulate.handing import Handed
from grading.simulate.hostile import hostile


def simulated_class(assignment: str, size: int = 36, seed: int = 0) -> list[Handed]:
    """Return what a class hands in: right, wrong, unfinished, damaged and hostile.

    Parameters
    ----------
    assignment : str
        A released one.
    size : int, default=36
        How many students. From 31 on there is every kind of submission; what is beyond
        is right in other styles, or has a typical mistake.
    seed : int, default=0
        The same seed gives the same class, byte by byte.

    Returns
    -------
    handed : list of Handed
        Kinds alternate.
    """
    rng = random.Random(f"{assignment}/{seed}")
    special = [
        list(_unfinished(assignment)),
        list(damaged(assignment, rng)),
        list(hostile(assignment)),
    ]
    left = max(2, size - sum(map(len, special)))
    right, wrong = _sorts(assignment, rng)
    kinds = [
        list(itertools.islice(right, (left + 1) // 2)),
        list(itertools.islice(wrong, left // 2)),
        *special,
    ]
    turns = itertools.chain.from_iterable(itertools.zip_longest(*kinds))
    return [handed for handed in turns if handed is not None][:size]


def students(assignment: str) -> dict[str, NotebookNode]:
    """Return the notebooks of a few plain students by name, for a short tour."""
    names, right = exercises(assignment), answers_of(assignment)
    half = {name: right[name] for name in names[: len(names) // 2]}
    broken = {names[-1]: right[names[-1]] + "\nreturn ("}
    plain = {"right": right, "half-right": half, "blank": {}, "syntax": right | broken}
    mistakes = [answer for answer in stored_answers(assignment) if not answer.right]
    if mistakes:
        plain["mistake"] = with_stored(assignment, mistakes[0])
    return {name: submission(assignment, given) for name, given in plain.items()}


def _sorts(
    assignment: str, rng: random.Random
) -> tuple[Iterator[Handed], Iterator[Handed]]:
    """Return endless right submissions, and endless ones with a mistake."""
    stored = stored_answers(assignment)
    accepted = [answer for answer in stored if answer.right]
    wrong = [answer for answer in stored if not answer.right]
    return (
        _from_stored(assignment, "right", accepted, rng),
        _from_stored(assignment, "mistake", wrong, rng),
    )


def _from_stored(
    assignment: str, kind: str, stored: Collection[Answer], rng: random.Random
) -> Iterator[Handed]:
    """Yield submissions with one stored answer each; all are used before one again."""
    number = itertools.count(1)
    while stored:
        for answer in rng.sample(list(stored), len(stored)):
            deserves = points_of(assignment) | dict.fromkeys(answer.checks, 0.0)
            yield _handed(
                assignment,
                f"{kind}-{next(number):02}",
                with_stored(assignment, answer),
                deserves,
                f"{answer.path.parts[-3]}: {answer.about}.",
            )


def _unfinished(name: str) -> Iterator[Handed]:
    """Yield submissions that are not complete."""
    names, right = exercises(name), answers_of(name)
    for kind, done, about in (
        ("half-done", names[: len(names) // 2], "The first half is answered."),
        ("every-other", names[::2], "Every other exercise is answered."),
        ("blank", [], "Nothing is answered."),
    ):
        answers = {exercise: right[exercise] for exercise in done}
        yield _without(name, kind, answers, set(names) - set(done), about)
    last = names[-1]
    broken = right | {last: right[last] + "\nreturn ("}
    yield _without(name, "syntax-error", broken, [last], "The last answer breaks off.")


def _without(
    name: str, kind: str, answers: Mapping[str, str], lost: Collection[str], about: str
) -> Handed:
    return _handed(name, f"unfinished-{kind}", answers, points_of(name, lost), about)


def _handed(
    name: str, student: str, answers: Mapping[str, str], deserves: Points, about: str
) -> Handed:
    text = to_text(submission(name, answers))
    return Handed(student, text.encode(), f"{name}.ipynb", deserves, about)
