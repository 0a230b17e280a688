"""The picture of a computational graph: values above the lines, gradients below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cs231n_utils.plots import COLOURS, SMALL, figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from cs231n_utils.graphs import Node

SYMBOLS = {
    "add": "+",
    "mul": "×",
    "neg": "× -1",
    "plus1": "+ 1",
    "inv": "1 / x",
    "sigmoid": "σ",
}
Places = dict[str, tuple[float, float]]


def draw_graph(
    nodes: Sequence[Node], values: Mapping[str, float], gradients: Mapping[str, float]
) -> Figure:
    """Draw a graph from left to right.

    Parameters
    ----------
    nodes : list of tuples (name, gate, inputs)
    values, gradients : dict
        By name; a gradient that is missing is not written.

    Returns
    -------
    fig : Figure
        Each node sends one line on: its value stands above, its gradient below.
    """
    places = _places(nodes, values)
    rows = 1 + max(y for _, y in places.values())
    fig, (ax,) = figure(width=9.0, height=0.9 + 0.62 * rows)
    for name, _, inputs in nodes:
        for source in inputs:
            _line(ax, places[source], places[name])
    gates = {name: SYMBOLS.get(gate, gate) for name, gate, _ in nodes}
    for name, (x, y) in places.items():
        _box(ax, gates.get(name, name), x, y, round=name in gates)
        _numbers(ax, x, y, values[name], gradients.get(name))
    last = places[nodes[-1][0]]
    _line(ax, last, (last[0] + 1, last[1]))
    ax.set(xlim=(-0.4, last[0] + 1), ylim=(rows - 0.4, -0.7))
    ax.set_axis_off()
    return fig


def _places(nodes: Sequence[Node], values: Mapping[str, float]) -> Places:
    """Put each node behind its inputs, at their mean height; inputs go one a row."""
    inner = {name for name, _, _ in nodes}
    used = [i for _, _, inputs in nodes for i in inputs if i not in inner]
    leaves = [name for name in dict.fromkeys(used) if name in values]
    places: Places = {name: (0.0, float(row)) for row, name in enumerate(leaves)}
    for name, _, inputs in nodes:
        xs, ys = zip(*(places[i] for i in inputs), strict=True)
        places[name] = (max(xs) + 1, sum(ys) / len(ys))
    return places


def _line(ax: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    (x, y), (to_x, to_y) = start, end
    # Level as far as the numbers reach, and then to the next gate.
    ax.plot([x, x + 0.72, to_x], [y, y, to_y], color="#999999", lw=1, zorder=1)


def _box(ax: Axes, text: str, x: float, y: float, *, round: bool) -> None:
    style = "circle,pad=0.25" if round else "square,pad=0.25"
    look = {"boxstyle": style, "facecolor": "white", "edgecolor": "#666666"}
    ax.text(x, y, text, ha="center", va="center", fontsize=SMALL, bbox=look, zorder=2)


def _numbers(
    ax: Axes, x: float, y: float, value: float, gradient: float | None
) -> None:
    at = x + 0.5
    ax.text(at, y - 0.06, f"{value:.2f}", ha="center", fontsize=SMALL)
    if gradient is not None:
        below = ax.text(at, y + 0.08, f"{gradient:.2f}", ha="center", fontsize=SMALL)
        below.set(color=COLOURS[1], style="italic", verticalalignment="top")
