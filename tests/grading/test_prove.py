"""The verb `prove`: what is counted, and when it is not as promised."""

import json
import re

import pytest

from grading.cli import main
from grading.proof import ANSWERS, Answer, stored_answers
from grading.prove.answers import Outcome, grade_answers
from grading.prove.bundles import bundles, claim
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


def written(folder, exercise, code, check="", kind="wrong"):
    path = folder / exercise / kind / "it.py"
    path.parent.mkdir(parents=True)
    path.write_text(code)
    return Answer(path, kind == "accepted", (check,) if check else (), "none", "it")


def test_answers_share_a_notebook_only_where_they_have_nothing_in_common():
    for name in ("backprop", "batchnorm"):
        given = stored_answers(name)
        made = bundles(name, given)
        assert sorted(a.name for b in made for a in b) == sorted(a.name for a in given)
        assert len(made) < len(given)
        for bundle in made:
            families = [claim(name, answer).families for answer in bundle]
            assert len(frozenset().union(*families)) == sum(map(len, families))


@pytest.mark.parametrize(
    ("code", "apart"),
    [
        ("import numpy as np\ndef softmax_loss(x, y): pass", True),
        ("import cupy as np\ndef softmax_loss(x, y): pass", False),
        ("def helper(): return 2\ndef softmax_loss(x, y): pass", False),
        ("def affine_forward(x, w, b): pass\ndef softmax_loss(x, y): pass", False),
    ],
)
def test_two_answers_that_name_or_answer_the_same_are_not_together(
    tmp_path, code, apart
):
    helper = "import numpy as np\ndef helper(): return 1\n"
    affine = f"{helper}def affine_backward(dout, cache): pass"
    one = written(tmp_path, "affine_backward", affine, "test-affine_backward-dx")
    other = written(tmp_path, "softmax_loss", code, "test-softmax_loss-loss")
    together = bundles("backprop", [one, other])
    assert together == ([[one, other]] if apart else [[one], [other]])


@pytest.mark.sandbox
def test_answer_in_the_wrong_place_is_found_and_its_neighbour_is_not_blamed(tmp_path):
    """A wrong answer that is called right does not get through."""
    swapped = "def identity_parameters(x, eps):\n    return x[0], x[0]\n"
    liar = written(tmp_path, "identity_parameters", swapped, kind="accepted")
    right = next(a for a in stored_answers("batchnorm") if a.exercise[:4] == "fold")
    assert bundles("batchnorm", [liar, right]) == [[liar, right]]
    lied, kept = grade_answers("batchnorm", [liar, right], 1)
    assert not lied.as_promised
    assert broken([lied])
    assert kept.as_promised
    assert not kept.faults


@pytest.mark.parametrize("words", [["no-such-notebook"], ["--jobs", "0"]])
def test_bad_input_is_told_in_one_line(words, capsys):
    assert main(["prove", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
