"""The lectures' small graphs give the numbers that they print."""

import numpy as np
import pytest

from grading.keys import answer_key

KEY = answer_key("backprop")


def both_ways(nodes, inputs):
    values = KEY.graph_forward(nodes, inputs)
    return values, KEY.graph_backward(nodes, values, KEY.gate_backward)


def test_first_example_of_a_sum_and_a_product():
    nodes = [("q", "add", ("x", "y")), ("f", "mul", ("q", "z"))]
    values, gradients = both_ways(nodes, {"x": -2.0, "y": 5.0, "z": -4.0})
    assert (values["q"], values["f"]) == (3, -12)
    assert gradients == {"x": -4, "y": -4, "z": 3, "q": -4, "f": 1}


def test_sigmoid_as_one_gate_and_as_four():
    four = [("m", "neg", ("s",)), ("e", "exp", ("m",)), ("p", "plus1", ("e",))]
    values, gradients = both_ways([*four, ("f", "inv", ("p",))], {"s": 1.0})
    one, slope = both_ways([("f", "sigmoid", ("s",))], {"s": 1.0})
    assert values["f"] == pytest.approx(one["f"]) == pytest.approx(0.73, abs=0.005)
    assert gradients["s"] == pytest.approx(slope["s"]) == pytest.approx(0.2, abs=0.005)


def test_vectorised_example():
    W, x = np.array([[0.1, 0.5], [-0.3, 0.8]]), np.array([0.2, 0.4])
    loss, dW, dx = KEY.squared_norm_gradients(W, x)
    assert loss == pytest.approx(0.116, abs=5e-4)
    assert dW == pytest.approx(np.array([[0.088, 0.176], [0.104, 0.208]]))
    assert dx == pytest.approx(np.array([-0.112, 0.636]))


def test_loss_of_ten_equal_scores_is_ln_10():
    loss, _ = KEY.softmax_loss(np.zeros((5, 10)), np.arange(5))
    assert loss == pytest.approx(2.3026, abs=5e-5)
