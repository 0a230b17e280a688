"""Known-good and known-wrong answers, which prove what the checks promise."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading.checking import exercises

ANSWERS = Path(__file__).parent / "answers"
HEADER = re.compile(r"# (check|hint|says|about): (.+)")


@dataclass(frozen=True)
class Answer:
    """One stored answer to an exercise, and what is known of it.

    Attributes
    ----------
    path : Path
    right : bool
        Whether every check must pass.
    checks : tuple of str
        The test cells that must fail, and no others.
    hint : str
        What the first message must say; "none" where nothing special can be said.
    about : str
        What is unusual or wrong.
    says : str, optional
        The sentence that the first check shows to a student; see
        `grading.fingerprints`.
    """

    path: Path
    right: bool
    checks: tuple[str, ...]
    hint: str
    about: str
    says: str = ""

    @property
    def name(self) -> str:
        """Return the exercise and the name of the file."""
        return f"{self.path.parts[-3]}/{self.path.parts[-2]}/{self.path.stem}"

    @property
    def exercise(self) -> str:
        """Return the name of the exercise."""
        return self.path.parts[-3]

    @property
    def words(self) -> str:
        """Return what names the mistake: its sentence, or what a message holds."""
        return self.says or self.hint

    def functions(self, assignment: str) -> dict[str, Callable[..., Any]]:
        """Return the exercises that the file answers."""
        namespace: dict[str, Any] = {"__name__": self.path.stem}
        exec(
            compile(self.path.read_text(encoding="utf-8"), self.path, "exec"), namespace
        )
        names = exercises(assignment)
        return {n: namespace[n] for n in names if inspect.isfunction(namespace.get(n))}


def stored_answers(assignment: str) -> list[Answer]:
    """Return all stored answers to the exercises of an assignment."""
    return [
        read_answer(path)
        for exercise in exercises(assignment)
        for path in sorted((ANSWERS / exercise).glob("*/*.py"))
    ]


def read_answer(path: Path) -> Answer:
    """Read the header of a stored answer.

    Raises
    ------
    ValueError
        When the header lacks a line, or says of a right answer what must fail.
    """
    text = path.read_text(encoding="utf-8")
    header = {m[1]: m[2].strip() for m in map(HEADER.match, text.splitlines()) if m}
    right = path.parent.name == "accepted"
    wanted = {"about"} if right else {"check", "hint", "about"}
    optional = set() if right else {"says"}
    if set(header) - optional != wanted:
        raise ValueError(f"{path.name}: the header should hold {sorted(wanted)}.")
    checks = tuple(header.get("check", "").split(", ")) if not right else ()
    return Answer(
        path,
        right,
        checks,
        header.get("hint", "none"),
        header["about"],
        header.get("says", ""),
    )


def faults(answer: Answer, messages: Mapping[str, str]) -> list[str]:
    """Return where what the checks say differs from what is known of an answer.

    Parameters
    ----------
    answer : Answer
    messages : dict
        What each check says of it, or "" where it passes; see `check_answers`.
    """
    failed = {check: text for check, text in messages.items() if text}
    found = [f"{c} passes, but must fail" for c in answer.checks if c not in failed]
    found += [
        f"{check} fails, but must pass: {text}"
        for check, text in failed.items()
        if check not in answer.checks
    ]
    first = answer.checks[0] if answer.checks else ""
    if first in failed:
        words = [w for w in (answer.hint, answer.says) if w != "none"]
        found += [
            f"{first} does not say {word!r}: {failed[first]}"
            for word in words
            if word not in failed[first]
        ]
    return found
