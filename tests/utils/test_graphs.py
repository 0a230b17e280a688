"""Gates and graphs of numbers, and their picture."""

import pytest

from cs231n_utils.graph_drawing import draw_graph
from cs231n_utils.graphs import GATES, Graph, gate_forward
from cs231n_utils.skeletons import BadInput, NotFilled, filling

NODES = [("q", "add", ("x", "y")), ("f", "mul", ("q", "x"))]
VALUES = {"x": 2.0, "y": 3.0, "q": 5.0, "f": 10.0}
GRADIENTS = {"x": 7.0, "y": 2.0, "q": 2.0, "f": 1.0}


def texts(fig):
    return [text.get_text() for text in fig.axes[0].texts]


@pytest.mark.parametrize(
    ("gate", "inputs", "out"),
    [
        ("add", (2, 3), 5),
        ("mul", (2, 3), 6),
        ("max", (2, 3), 3),
        ("neg", (2,), -2),
        ("exp", (0,), 1),
        ("plus1", (2,), 3),
        ("inv", (4,), 0.25),
        ("sigmoid", (0,), 0.5),
    ],
)
def test_gate_forward(gate, inputs, out):
    assert gate in GATES
    assert gate_forward(gate, inputs) == out


def test_unknown_gate_is_told_those_that_exist():
    with pytest.raises(BadInput, match=r"no gate 'sub'.*add, mul, max"):
        gate_forward("sub", (1, 2))


def test_graph_says_which_exercise_it_needs():
    with filling({}), pytest.raises(NotFilled, match="`graph_forward`"):
        Graph(NODES).forward(x=2.0, y=3.0)


def test_picture_shows_every_value_and_gradient_and_each_gate_once():
    shown = texts(draw_graph(NODES, VALUES, GRADIENTS))
    assert sorted(shown) == sorted(
        [
            *("x", "y", "+", "×"),
            *(f"{v:.2f}" for v in VALUES.values()),
            *(f"{g:.2f}" for g in GRADIENTS.values()),
        ]
    )


def test_picture_before_the_way_back_shows_values_only():
    assert len(texts(draw_graph(NODES, VALUES, {}))) == 4 + 4


def test_nodes_stand_to_the_right_of_their_inputs():
    fig = draw_graph(NODES, VALUES, GRADIENTS)
    at = {t.get_text(): t.get_position() for t in fig.axes[0].texts}
    assert at["x"][0] == at["y"][0] < at["+"][0] < at["×"][0]
    assert at["x"][1] != at["y"][1]
