"""The answers of `backprop` against autograd, entry by entry, in float64."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cs231n_utils.graphs import GATES, Graph
from cs231n_utils.skeletons import fill, filling, skeletons
from grading.keys import answer_key

torch = pytest.importorskip("torch")

KEY = answer_key("backprop")
TORCH_GATES = {
    "add": torch.add,
    "mul": torch.mul,
    "max": torch.maximum,
    "neg": torch.neg,
    "exp": torch.exp,
    "plus1": lambda x: x + 1,
    "inv": torch.reciprocal,
    "sigmoid": torch.sigmoid,
}
BINARY = ("add", "mul", "max")
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=25, deadline=None, derandomize=True)


def leaf(value):
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


def close(got, expected, tolerance=1e-9):
    np.testing.assert_allclose(
        np.asarray(got), expected.numpy(), rtol=tolerance, atol=tolerance
    )


def test_every_gate_has_an_oracle():
    assert set(TORCH_GATES) == set(GATES)


@few
@given(gate=st.sampled_from(sorted(GATES)), s=seeds)
def test_gate(gate, s):
    rng = np.random.default_rng(s)
    inputs = rng.normal(size=2 if gate in BINARY else 1)
    leaves = [leaf(x) for x in inputs]
    out = TORCH_GATES[gate](*leaves)
    assert abs(GATES[gate](*inputs) - out.item()) < 1e-12 * max(1, abs(out.item()))
    dz = rng.normal()
    out.backward(leaf(dz))
    for got, x in zip(KEY.gate_backward(gate, inputs, dz), leaves, strict=True):
        close(got, x.grad)


def random_graph(rng, count=9):
    """Return a graph whose gates pick their inputs at random, and its inputs."""
    inputs = {name: rng.normal() for name in ("x", "y", "z")}
    names, nodes = list(inputs), []
    # exp and inv of what has grown would leave the range of floats.
    gates = [*BINARY, "neg", "plus1", "sigmoid"]
    for i in range(count):
        gate = str(rng.choice(gates))
        arity = 2 if gate in BINARY else 1
        nodes.append((f"n{i}", gate, tuple(map(str, rng.choice(names, arity)))))
        names.append(f"n{i}")
    return nodes, inputs


@few
@given(s=seeds)
def test_graph_both_ways(s):
    nodes, inputs = random_graph(np.random.default_rng(s))
    tensors = {name: leaf(value) for name, value in inputs.items()}
    for name, gate, sources in nodes:
        tensors[name] = TORCH_GATES[gate](*(tensors[i] for i in sources))
        tensors[name].retain_grad()
    # Where both inputs of a max are one value, autograd splits what we give to one.
    for _, gate, sources in nodes:
        assume(gate != "max" or len({tensors[i].item() for i in sources}) == 2)
    tensors[nodes[-1][0]].backward()
    values = KEY.graph_forward(nodes, inputs)
    gradients = KEY.graph_backward(nodes, values, KEY.gate_backward)
    assert set(values) == set(gradients) == set(tensors)
    for name, tensor in tensors.items():
        close(values[name], tensor.detach())
        close(
            gradients[name], torch.tensor(0.0) if tensor.grad is None else tensor.grad
        )


def test_graph_object_runs_on_what_fills_the_skeletons():
    nodes = [("q", "add", ("x", "y")), ("f", "mul", ("q", "z"))]
    with filling({}):
        for name in ("gate_backward", "graph_forward", "graph_backward"):
            fill(getattr(KEY, name))
        graph = Graph(nodes)
        assert graph.forward(x=-2.0, y=5.0, z=-4.0) == -12
        assert graph.backward() == {"x": -4, "y": -4, "z": 3, "q": -4, "f": 1}
    assert {"gate_backward", "graph_forward"} < set(skeletons("backprop"))


@few
@given(K=st.integers(1, 5), D=st.integers(1, 5), s=seeds)
def test_squared_norm_gradients(K, D, s):
    rng = np.random.default_rng(s)
    W, x = rng.normal(size=(K, D)), rng.normal(size=D)
    leaves = leaf(W), leaf(x)
    loss = (leaves[0] @ leaves[1]).square().sum()
    loss.backward()
    got = KEY.squared_norm_gradients(W, x)
    close(got[0], loss.detach())
    close(got[1], leaves[0].grad)
    close(got[2], leaves[1].grad)


@few
@given(shape=st.lists(st.integers(1, 4), max_size=3), s=seeds)
def test_numerical_gradient(shape, s):
    x = np.random.default_rng(s).normal(size=shape)
    tensor = leaf(x)
    (tensor.sin() * tensor).sum().backward()
    got = KEY.numerical_gradient(lambda x: (np.sin(x) * x).sum(), x)
    close(got, tensor.grad, 1e-7)


def torch_iou(box, target):
    low = torch.maximum(box[:2], target[:2])
    side = (torch.minimum(box[2:], target[2:]) - low).clamp(min=0)
    areas = [(b[2:] - b[:2]).prod() for b in (box, target)]
    return side.prod() / (sum(areas) - side.prod())


@few
@given(s=seeds, far=st.sampled_from([0.0, 1.0, 4.0]))
def test_box_iou(s, far):
    rng = np.random.default_rng(s)
    low, size = rng.uniform(-1, 1, (2, 2)), rng.uniform(1, 3, (2, 2))
    box, target = np.hstack([low, low + size])
    target[[0, 2]] += far
    tensor = leaf(box)
    iou = torch_iou(tensor, torch.tensor(target))
    iou.backward()
    got, dbox = KEY.box_iou(box, target)
    close(got, iou.detach())
    close(dbox, tensor.grad)


def test_iou_of_masks_has_the_derivative_of_the_model_answer():
    rng = np.random.default_rng(0)
    X, Y = leaf(rng.uniform(size=30)), torch.tensor(rng.integers(0, 2, 30))
    inter, union = (X * Y).sum(), (X + Y - X * Y).sum()
    (inter / union).backward()
    i, u = inter.detach(), union.detach()
    close(X.grad, torch.where(Y == 1, 1 / u, -i / u**2))


def test_notebook_names_every_gate():
    source = Path(__file__).parents[2] / "assignments/source/backprop/backprop.py"
    text = source.read_text(encoding="utf-8")
    assert all(f'| `"{gate}"`' in text for gate in GATES)
