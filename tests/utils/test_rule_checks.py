"""Checks of update rules: every step is compared, with what the last one left."""

import numpy as np
import pytest

from cs231n_utils.checks import CheckFailed
from cs231n_utils.optim import sgd
from cs231n_utils.rule_checks import follow, same_steps


def counting(w, dw, config=None):
    """A rule that steps by the number of the step."""
    config = {"t": 0} if config is None else config
    config["t"] += 1
    return w - config["t"] * dw, config


def test_follow_hands_on_what_the_last_step_left():
    given = {"t": 0}
    left = follow(counting, np.zeros(1), [[1], [1]], given, [[-1], [-3]])
    assert left == {"t": 2}
    assert given == {"t": 0}
    assert follow(counting, np.zeros(1), [[1]], None, [[-1]]) == {"t": 1}


def test_follow_names_the_step_that_is_wrong():
    message = "next_w of counting by hand, step 2 is not right"
    with pytest.raises(CheckFailed, match=message):
        follow(counting, np.zeros(1), [[1]] * 2, None, [[-1], [-2]], label=" by hand")


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (lambda w, dw, config: w, r"should return \(next_w, config\)"),
        (lambda w, dw, config: (w, None), "should be a dict"),
        (lambda w, dw, config: (None, {}), "is None"),
    ],
)
def test_follow_says_what_form_is_wrong(rule, message):
    with pytest.raises(CheckFailed, match=message):
        follow(rule, np.zeros(1), [[1]], {}, [[0]])


def test_follow_says_what_to_look_at_where_a_step_is_nan():
    def divides(w, dw, config):
        return w * np.nan, config

    with pytest.raises(CheckFailed, match=r"(?s)nan or infinite.*Look at: count t"):
        follow(divides, np.zeros(1), [[1]], {}, [[0]], hint="count t")


def in_place(w, dw, config):
    config["cache"] += dw
    return w - config["cache"], config


def test_same_steps_shares_no_array_between_the_two_sides():
    given = {"cache": np.zeros(2)}
    same_steps(in_place, in_place, np.zeros(2), list(np.ones((3, 2))), given)
    assert not given["cache"].any()


def test_same_steps_names_a_known_mistake():
    def deaf(w, dw, config=None):
        return w - 0.01 * dw, config

    given = {"learning_rate": 0.5}
    known = {"The rate is not used.": {"learning_rate": 0.01}}
    with pytest.raises(CheckFailed, match=r"(?s)with learning_rate 0.5.*is not used"):
        same_steps(deaf, sgd, np.zeros(2), [np.ones(2)], given, fixed=known)
