"""The verb `prove`: what is counted, and when it is not as promised."""

import json
import re

import pytest

from grading.cli import main
from grading.proof import ANSWERS, Answer
from grading.prove.answers import Outcome, grade_answers
from grading.prove.tally import broken, tallies

CHECK = "test-box_iou"
KNOWN = frozenset(["One.", "Two.", "Three.", "Of another exercise."])


def outcome(name, message, says="The area is wrong.", right=False):
    path = ANSWERS / "box_iou" / ("accepted" if right else "wrong") / f"{name}.py"
    checks = () if right else (CHECK,)
    answer = Answer(path, right, checks, "none", "a test", says)
    return Outcome(answer, {CHECK: message}, KNOWN)


def named(sentence, got=1):
    return f"CheckFailed: it is not right.\n  got {got}\n  Likely cause: {sentence}"


def test_hints_are_counted_as_right_abstained_or_wrong():
    (tally,) = tallies(
        [
            outcome("a", named("One.", 1), "One."),
            outcome("b", "CheckFailed: it is not right.\n  got 2", "Two."),
            outcome("c", named("One.", 3), "Three."),
        ]
    )
    assert (tally.right_hint, tally.abstained, tally.wrong_hint) == (1, 1, 1)
    assert (tally.wrong, tally.failed, tally.alike) == (3, 3, 0)


def test_sentence_of_another_exercise_is_a_wrong_hint():
    given = [
        outcome("a", named("Of another exercise.", 1), "One."),
        outcome("b", named("No stored one.", 2), "Two."),
        outcome("c", named("Three.", 3), "Three"),
    ]
    (tally,) = tallies(given)
    assert (tally.wrong_hint, tally.abstained, tally.right_hint) == (1, 1, 1)


def test_answers_that_no_check_can_tell_apart_are_not_counted():
    given = [outcome("a", named("One."), "One."), outcome("b", named("One."), "Two.")]
    (tally,) = tallies(given)
    assert (tally.alike, tally.judged) == (2, 0)


def test_right_answer_that_fails_and_wrong_one_that_passes_are_told():
    said = broken([outcome("a", "no", "", right=True), outcome("b", "", "One.")])
    assert f"box_iou/accepted/a: {CHECK} fails, but must pass: no" in said
    assert f"box_iou/wrong/b: {CHECK} passes, but must fail" in said


def test_too_many_wrong_hints_are_told():
    said = broken(
        [outcome("a", named("One.", 1), "One."), outcome("b", named("One.", 2))]
    )
    assert "1 of 2 hints name another mistake." in said[-1]


@pytest.mark.sandbox
def test_one_exercise_is_proved_by_the_real_grader(capsys):
    words = ["identity_parameters", "--jobs", "1", "--json", "--only", "answers"]
    assert main(["prove", *words]) == 0
    printed = json.loads(capsys.readouterr().out)
    (row,) = printed["exercises"]
    assert printed["broken"] == []
    assert row["accepted"] == row["passed"] == 3
    assert row["wrong"] == row["failed"] == row["right_hint"] + row["alike"]


def test_mutants_of_one_exercise_are_hunted(capsys):
    assert main(["prove", "identity_parameters", "--only", "mutants"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"batchnorm: (\d+) of \1 mutants are killed\.", said[0])
    assert said[1:] == ["All is as promised."]


@pytest.mark.sandbox
def test_answer_in_the_wrong_place_is_found(tmp_path):
    """A wrong answer that is called right does not get through."""
    path = tmp_path / "identity_parameters" / "accepted" / "swapped.py"
    path.parent.mkdir(parents=True)
    path.write_text("def identity_parameters(x, eps):\n    return x[0], x[0]\n")
    answer = Answer(path, True, (), "none", "wrong, but called right")
    (result,) = grade_answers("batchnorm", [answer], 1)
    assert not result.as_promised
    assert broken([result])


@pytest.mark.parametrize("words", [["no-such-notebook"], ["--jobs", "0"]])
def test_bad_input_is_told_in_one_line(words, capsys):
    assert main(["prove", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
