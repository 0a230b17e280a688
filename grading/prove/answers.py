"""Stored answers as submissions, and what the grader makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grading import batch
from grading.audit import environment_hash, source_hash
from grading.editions import to_text
from grading.limits import Limits
from grading.proof import Answer, faults, stored_answers
from grading.prove.bundles import bundles, claim
from grading.runner import File, Job, submission_hash
from grading.sandbox import BUBBLEWRAP
from grading.simulate import answers_of, submission, with_stored
from grading.verdicts import Verdict

CAUSE = "Likely cause: "
# What became of a wrong answer's hint.
RIGHT, ABSTAINED, WRONG = "right", "abstained", "wrong"


@dataclass(frozen=True)
class Outcome:
    """What the grader made of a stored answer.

    Attributes
    ----------
    answer : Answer
    messages : dict
        What each check says of it, or "" where it passes.
    known : set of str
        The sentences of all stored mistakes of its notebook.
    """

    answer: Answer
    messages: Mapping[str, str]
    known: frozenset[str]

    @property
    def exercise(self) -> str:
        """Return the exercise that it answers."""
        return self.answer.exercise

    @property
    def as_promised(self) -> bool:
        """Tell whether a right answer gets every point, and a wrong one does not."""
        return any(self.messages.values()) != self.answer.right

    @property
    def faults(self) -> list[str]:
        """Return where it differs from what its header says."""
        return faults(self.answer, self.messages)

    @property
    def causes(self) -> set[str]:
        """Return the sentences that the checks name as likely causes."""
        lines = "\n".join(self.messages.values()).splitlines()
        return {line.split(CAUSE, 1)[1] for line in lines if CAUSE in line}

    @property
    def seen(self) -> tuple[tuple[str, str], ...]:
        """Return what the checks saw of it: their messages without any hint."""
        return tuple(
            (check, "\n".join(line for line in text.splitlines() if CAUSE not in line))
            for check, text in self.messages.items()
        )

    @property
    def hint(self) -> str:
        """Return what became of its hint: "right", "abstained" or "wrong"."""
        # Also where the first check is right: it misleads who reads on.
        words = self.answer.words
        if any(words not in cause for cause in self.causes & self.known):
            return WRONG
        first = next((self.messages[c] for c in self.answer.checks), "")
        return RIGHT if words in first else ABSTAINED


def job_of(
    assignment: str, answers: Sequence[Answer], sandbox: str = BUBBLEWRAP
) -> Job:
    """Return a submission with stored answers in it, and the key's answers elsewhere.

    It gets the hidden inputs that every student gets where no secret is set.
    """
    cells = answers_of(assignment)
    for answer in answers:
        stored = with_stored(assignment, answer)
        cells |= {k: v for k, v in stored.items() if v != answers_of(assignment)[k]}
    text = to_text(submission(assignment, cells))
    files = (File(f"{assignment}.ipynb", 0.0, text.encode()),)
    audit = {
        "submission": submission_hash(files),
        "source": source_hash(assignment),
        "environment": environment_hash(),
        "seed": "0",
    }
    return Job(answers[0].name, assignment, files, audit, (), Limits(), sandbox)


def grade_answers(
    assignment: str,
    answers: Sequence[Answer],
    workers: int,
    progress: Callable[[int], None] = lambda steps: None,
) -> list[Outcome]:
    """Put stored answers through the grader, in their order.

    Answers that have nothing in common share a submission. Where one of them is not as
    promised, each goes again in a submission of its own.
    """
    together = [b for b in bundles(assignment, answers) if len(b) > 1]
    done = _grade(assignment, together, workers, progress)
    alone = [[answer] for answer in answers if answer not in done]
    done |= _grade(assignment, alone, workers, progress)
    return [done[answer] for answer in answers]


def _grade(
    assignment: str,
    groups: Sequence[Sequence[Answer]],
    workers: int,
    progress: Callable[[int], None],
) -> dict[Answer, Outcome]:
    """Grade groups of answers; a group in which something is unexpected is left out."""
    known, done = sentences(assignment), dict[Answer, Outcome]()
    by_name = {group[0].name: group for group in groups}
    jobs = [job_of(assignment, group) for group in groups]
    for graded in batch.grade_all(jobs, batch.processes(workers), workers):
        group = by_name[graded.verdict.student]
        messages = dict(_messages(graded.verdict))
        found = {
            answer: Outcome(answer, _of(assignment, answer, group, messages), known)
            for answer in group
        }
        if len(group) == 1 or _is_expected(found, messages):
            done |= found
            progress(len(group))
    return done


def _of(
    assignment: str, answer: Answer, group: Sequence[Answer], messages: dict[str, str]
) -> dict[str, str]:
    """Return what checks say of one answer of a group."""
    if len(group) == 1:
        return messages
    own = claim(assignment, answer).checks
    return {check: text if check in own else "" for check, text in messages.items()}


def _is_expected(found: Mapping[Answer, Outcome], messages: Mapping[str, str]) -> bool:
    """Tell whether all answers of a group are as promised, and no other check fails."""
    failed = {check for check, text in messages.items() if text}
    claimed = {
        c for outcome in found.values() for c, t in outcome.messages.items() if t
    }
    return failed == claimed and not any(o.faults for o in found.values())


def sentences(assignment: str) -> frozenset[str]:
    """Return what the checks of a notebook may say of known mistakes."""
    return frozenset(a.says for a in stored_answers(assignment) if a.says)


def _messages(verdict: Verdict) -> Iterator[tuple[str, str]]:
    """Yield what each check says, or "" where it gives all its points."""
    for name, check in verdict.checks.items():
        if not check.written:
            lost = f"It gives {check.score:g} of {check.maximum:g} points."
            yield name, "" if check.score == check.maximum else check.message or lost
