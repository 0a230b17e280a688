"""Computational graphs of numbers: gates, and the object that runs them both ways.

A graph is a list of nodes `(name, gate, inputs)`, each after the nodes that it needs:

    [("q", "add", ("x", "y")), ("f", "mul", ("q", "z"))]
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from cs231n_utils.skeletons import BadInput, skeleton

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Node: TypeAlias = tuple[str, str, Sequence[str]]
Back: TypeAlias = Callable[[str, Sequence[float], float], Sequence[float]]

GATES: dict[str, Callable[..., float]] = {
    "add": lambda x, y: x + y,
    "mul": lambda x, y: x * y,
    "max": max,
    "neg": lambda x: -x,
    "exp": math.exp,
    "plus1": lambda x: x + 1,
    "inv": lambda x: 1 / x,
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
}


def gate_forward(gate: str, inputs: Sequence[float]) -> float:
    """Return what a gate makes of its inputs.

    >>> gate_forward("mul", (3.0, -4.0))
    -12.0
    """
    if gate not in GATES:
        raise BadInput(f"There is no gate {gate!r}. There are: {', '.join(GATES)}.")
    return GATES[gate](*inputs)


@skeleton("backprop")
def gate_backward(gate: str, inputs: Sequence[float], dz: float) -> Sequence[float]:
    """Return what a gate sends back to each of its inputs.

    Parameters
    ----------
    gate : str
        A key of `GATES`.
    inputs : sequence of float
        The values that it had in the forward pass: two of them for "add", "mul" and
        "max", else one.
    dz : float
        Gradient of the last node's value with respect to this gate's output.

    Returns
    -------
    gradients : list or tuple of float
        One for each input.
    """
    raise NotImplementedError


@skeleton("backprop")
def graph_forward(
    nodes: Sequence[Node], inputs: Mapping[str, float]
) -> dict[str, float]:
    """Return the values of all nodes.

    Parameters
    ----------
    nodes : list of tuples (name, gate, inputs)
        Each stands after the nodes that it needs.
    inputs : dict
        The values of the graph's inputs, by name.

    Returns
    -------
    values : dict
        A value for each input and each node, by name.
    """
    raise NotImplementedError


@skeleton("backprop")
def graph_backward(
    nodes: Sequence[Node], values: Mapping[str, float], back: Back
) -> dict[str, float]:
    """Return the gradient of the last node with respect to everything.

    Parameters
    ----------
    nodes : list of tuples (name, gate, inputs)
        As in `graph_forward`.
    values : dict
        What `graph_forward` returned.
    back : callable
        back(gate, inputs, dz) -> a gradient for each input, such as `gate_backward`.

    Returns
    -------
    gradients : dict
        d(last node) / d(name) for each name in `values`; 1 for the last node itself,
        and 0 for what it does not depend on.
    """
    raise NotImplementedError


class Graph:
    """A computational graph that remembers its forward pass for the way back.

    Parameters
    ----------
    nodes : list of tuples (name, gate, inputs)

    Attributes
    ----------
    values, gradients : dict
        By name, after `forward` and `backward`.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = list(nodes)
        self.values: dict[str, float] = {}
        self.gradients: dict[str, float] = {}

    def forward(self, **inputs: float) -> float:
        """Compute all nodes with `graph_forward`, and return the value of the last."""
        self.values = graph_forward(self.nodes, inputs)
        return self.values[self.nodes[-1][0]]

    def backward(self) -> dict[str, float]:
        """Compute all gradients with `graph_backward` and `gate_backward`."""
        self.gradients = graph_backward(self.nodes, self.values, gate_backward)
        return self.gradients

    def draw(self) -> Figure:
        """Draw the nodes with their values above the lines and gradients below."""
        from cs231n_utils.graph_drawing import draw_graph

        return draw_graph(self.nodes, self.values, self.gradients)
