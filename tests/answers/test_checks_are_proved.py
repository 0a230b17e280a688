"""Every check is proved: by right answers in other styles and by wrong ones."""

import functools
import re

import numpy as np
import pytest

from cs231n_utils.skeletons import exercise as named_exercise
from grading.checking import check_answers, check_cells, each_message, exercises
from grading.editions import released
from grading.keys import answer_key
from grading.proof import ANSWERS, faults, read_answer, stored_answers
from grading.scaffold.waiting import waiting

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")

STORED = [(name, answer) for name in released() for answer in stored_answers(name)]
EXERCISES = [(name, task) for name in released() for task in exercises(name)]
# How many answers of each kind an exercise needs at least.
MAIN = {
    "deal_batches",
    "training_step",
    "watchdog",
    "diagnose",
    "gate_backward",
    "graph_backward",
    "affine_backward",
    "softmax_loss",
    "batchnorm_forward",
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "layernorm_forward",
    "layernorm_backward",
    "dropout_forward",
    "dropout_backward",
    "dropconnect_forward",
    "dropconnect_backward",
    "preprocess",
    "init_weights",
    "gradients_by_layer",
    "lsuv_init",
    "prelu_backward",
    "elu_forward",
    "self_gated_forward",
    "maxout_backward",
    "glu_backward",
    "successive_halving",
    "sgd_momentum",
    "rmsprop",
    "adam",
    "decayed",
    "cycled",
    "quasi_newton_update",
    "lbfgs_direction",
}
FEWEST = {"accepted": (4, 3), "wrong": (12, 10)}


@functools.cache
def messages(name, answer):
    return check_answers(name, answer.functions(name))


def failures(name, answers):
    return {c: text for c, text in check_answers(name, answers).items() if text}


def renamed(function, task):
    """Return a function of the same code with the name of an exercise."""

    def written(*args):
        return function(*args)

    written.__name__ = task
    return written


def checks_of(name, task):
    return {c for c in check_cells(name) if f"{c}-".startswith(f"test-{task}-")}


def label(value):
    return value if isinstance(value, str) else value.name


@pytest.mark.parametrize(("name", "answer"), STORED, ids=label)
def test_stored_answer_fails_what_its_header_says_and_nothing_else(name, answer):
    assert not faults(answer, messages(name, answer))


@pytest.mark.parametrize(("name", "task"), EXERCISES)
def test_every_exercise_has_enough_answers_of_both_kinds(name, task):
    for kind, (of_a_main_one, of_others) in FEWEST.items():
        fewest = of_a_main_one if task in MAIN else of_others
        assert len(list((ANSWERS / task / kind).glob("*.py"))) >= fewest


@pytest.mark.parametrize(("name", "task"), EXERCISES)
def test_nothing_of_an_exercise_waits_to_be_replaced(name, task):
    places = waiting(name, task)
    assert not places, "\n".join(places)


@pytest.mark.parametrize("name", released())
def test_every_check_cell_is_failed_by_a_wrong_answer(name):
    failed = {c for n, answer in STORED if n == name for c in answer.checks}
    assert failed == set(check_cells(name))


@pytest.mark.parametrize("name", released())
def test_nine_wrong_answers_of_ten_are_told_their_mistake(name):
    wrong = [answer for n, answer in STORED if n == name and not answer.right]
    told = [answer for answer in wrong if answer.hint != "none"]
    assert len(told) >= 0.9 * len(wrong)


@pytest.mark.parametrize(("name", "answer"), STORED, ids=label)
def test_message_is_short_and_names_a_function(name, answer):
    for text in messages(name, answer).values():
        assert len(text.splitlines()) <= 8
        if text.startswith("CheckFailed"):
            assert any(task in text for task in exercises(name)), text


@pytest.mark.parametrize("name", released())
def test_answer_key_passes_every_check(name):
    assert failures(name, {}) == {}


@pytest.mark.parametrize("name", released())
def test_cells_that_do_not_call_an_answer_say_of_it_what_they_say_of_the_key(name):
    firsts = {a.exercise: a for n, a in STORED[::-1] if n == name and not a.right}
    for answer in firsts.values():
        with_all_cells_run = each_message(
            name, answer.functions(name), check_cells(name)
        )
        assert dict(with_all_cells_run) == dict(messages(name, answer))


@pytest.mark.parametrize("name", released())
def test_blank_answers_fail_every_check_and_are_named(name):
    def blank(*args):
        raise NotImplementedError

    answers = {
        task: named_exercise(name)(renamed(blank, task)) for task in exercises(name)
    }
    found = failures(name, answers)
    assert set(found) == set(check_cells(name))
    for task in exercises(name):
        for check in checks_of(name, task):
            named = re.search(r"`(\w+)` is not written yet", found[check])
            assert named, found[check]
            # A backward pass needs its forward pass.
            assert named[1].split("_")[0] == task.split("_")[0]


class AlwaysEqual:
    """Says yes to every question, and fails when it is looked at closely."""

    def __eq__(self, other):
        return True

    def __bool__(self):
        return True

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __repr__(self):
        raise RuntimeError("no")

    __str__ = __repr__
    __hash__ = object.__hash__


NUMBERS = (np.ndarray, float, np.floating)


def arrays(change):
    """Change the arrays and numbers that are returned, and leave the cache.

    Where a list holds none, change those in the lists and dicts that it holds.
    """

    def within(part):
        if isinstance(part, dict):
            return {name: within(value) for name, value in part.items()}
        if isinstance(part, list | tuple):
            return [within(value) for value in part]
        return change(np.asarray(part)) if isinstance(part, (*NUMBERS, int)) else part

    def changed(result):
        if isinstance(result, NUMBERS):
            return change(np.asarray(result))
        if isinstance(result, list | tuple) and not any(
            isinstance(part, NUMBERS) for part in result
        ):
            return within(result)
        return tuple(
            change(np.asarray(part)) if isinstance(part, NUMBERS) else part
            for part in result
        )

    return changed


def listed(result):
    return result if isinstance(result, tuple | list) else [result]


# It looks at what is written into bn_param, not at what is returned.
BY_THE_DICT = {"test-batchnorm_forward-running", "test-training_step-finite"}
HUGE = np.zeros((2000, 2000))
SPOILED = {
    "None": lambda result: None,
    "nothing in it": lambda result: (),
    "one too many": lambda result: (*listed(result), 0),
    "an object": lambda result: AlwaysEqual(),
    "a dict": lambda result: dict(enumerate(listed(result))),
    "None in it": arrays(lambda a: None),
    "nan": arrays(lambda a: a * np.nan),
    "infinite": arrays(lambda a: a + np.inf),
    "objects": arrays(lambda a: AlwaysEqual()),
    "array of objects": arrays(lambda a: np.full(a.shape, AlwaysEqual(), dtype=object)),
    "huge": arrays(lambda a: HUGE),
    "more axes": arrays(lambda a: a[None]),
    "a scalar": arrays(lambda a: 1.0),
    "empty": arrays(lambda a: np.atleast_1d(a)[:0]),
    "text": arrays(lambda a: a.astype(str)),
    "complex": arrays(lambda a: a + 1j),
    "ragged": arrays(lambda a: [[1.0], [1.0, 2.0]]),
    "zeros": arrays(np.zeros_like),
    "constant": arrays(np.ones_like),
}


@pytest.mark.parametrize("spoil", SPOILED)
@pytest.mark.parametrize(("name", "task"), EXERCISES)
def test_result_of_another_form_fails_with_one_clear_message(name, task, spoil):
    right = getattr(answer_key(name), task)

    def spoiled(*args):
        whole = right(*args)
        parts = SPOILED[spoil](whole)
        if task.endswith("_forward") and type(parts) is type(whole) is tuple:
            # The cache may be an array too.
            parts = (*parts[:-1], whole[-1]) if len(parts) == len(whole) else parts
        return parts

    found = failures(name, {task: renamed(spoiled, task)})
    assert checks_of(name, task) - BY_THE_DICT <= set(found)
    for text in found.values():
        assert text.startswith("CheckFailed: "), text
        assert any(task in text for task in exercises(name)), text
        assert len(text) < 800
        assert len(text.splitlines()) <= 8


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("wrong", "# about: something"),
        ("wrong", "# check: test-a\n# says: A sentence.\n# about: something"),
        ("accepted", "# about: something\n# says: A sentence."),
    ],
)
def test_header_that_lacks_a_line_or_says_too_much_is_refused(tmp_path, kind, header):
    path = tmp_path / kind / "sloppy.py"
    path.parent.mkdir()
    path.write_text(f"{header}\nx = 1\n")
    with pytest.raises(ValueError, match=r"sloppy\.py: the header should hold"):
        read_answer(path)


def test_wrong_claims_of_a_header_are_found():
    answer = next(answer for _, answer in STORED if not answer.right)
    said = {"test-a": "", "test-b": "wrong"}
    claims = answer.__class__(answer.path, False, ("test-a",), "a hint", "")
    assert faults(claims, said) == [
        "test-a passes, but must fail",
        "test-b fails, but must pass: wrong",
    ]
    claims = answer.__class__(answer.path, False, ("test-b",), "a hint", "")
    assert faults(claims, said) == ["test-b does not say 'a hint': wrong"]
    claims = answer.__class__(answer.path, False, ("test-b",), "none", "", "a sentence")
    assert faults(claims, said) == ["test-b does not say 'a sentence': wrong"]
