"""A state is a line, and a line is a state."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs231n_utils.skeletons import BadInput
from cs231n_utils.widgets.fields import Choice, Flag, Number, Several, seed, setting
from cs231n_utils.widgets.state import read_state, write_state


@dataclass(frozen=True)
class State:
    rate: float = setting(0.01, Number("rate", 1e-6, 1, 0.1, log=True))
    kind: str = setting("a", Choice("kind", ("a", "b")))
    rules: tuple[str, ...] = setting(("sgd",), Several("rules", ("sgd", "adam")))
    noise: bool = setting(False, Flag("noise"))
    seed: int = seed()


def test_default_state_names_every_field():
    assert write_state(State()) == "rate=0.01 kind=a rules=sgd noise=no seed=0"


@given(
    rate=st.floats(1e-6, 1).map(lambda x: float(f"{x:.4g}")),
    kind=st.sampled_from("ab"),
    rules=st.sampled_from([("sgd",), ("adam",), ("sgd", "adam")]),
    noise=st.booleans(),
    seed=st.integers(0, 99),
)
def test_every_state_comes_back_from_its_line(**values):
    state = State(**values)
    assert read_state(State, write_state(state)) == state


def test_what_a_line_does_not_name_keeps_its_default():
    assert read_state(State, " seed=7 ") == State(seed=7)
    assert read_state(State, "") == State()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rate", r"`rate` is not NAME=VALUE, such as rate=0.01"),
        ("rate=", "is not NAME=VALUE"),
        ("rate=fast", "rate must be a number"),
        ("rate=nan", "rate must lie between 1e-06 and 1"),
        ("rate=2", "rate must lie between 1e-06 and 1"),
        ("seed=1.5", "seed must be a whole number"),
        ("kind=c", "choose kind from a, b"),
        ("rules=sgd+sdg", "choose rules from sgd, adam"),
        ("noise=maybe", "choose noise from yes, no"),
        ("sede=1", r"There is no `sede` here.*Did you mean seed\?"),
    ],
)
def test_nonsense_is_told_apart(line, said):
    with pytest.raises(BadInput, match=said):
        read_state(State, line)
