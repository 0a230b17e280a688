"""The topics of the lectures, and the cells of notebooks that cover each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from cs231n_utils.carry import NOTEBOOKS
from grading.editions import released, source_notebook
from grading.keys import COURSE

PAGE = COURSE.parent / "docs" / "topics.md"
# The only place where topics have names. Cells refer to them by number.
TOPICS = {
    1: "Computational graphs, and what each gate does backwards",
    2: "Forward and backward passes as an interface; numerical gradient checks",
    3: "Affine layer, softmax and cross-entropy; the gradient of IoU",
    4: "Sigmoid: saturation, outputs that are all positive, the price of exp",
    5: "Tanh, ReLU, leaky ReLU, PReLU, ELU, maxout",
    6: "Smooth and gated activations, from softplus to SwiGLU",
    7: "ReLUs that die",
    8: "Which activation trains faster",
    9: "Preprocessing: centring, scaling, PCA, whitening",
    10: "Initial weights: zero, too small, too large, Xavier, He",
    11: "Initial weights measured on data",
    12: "Batch norm: both passes, running averages, test mode, identity",
    13: "Batch norm folded into the layer before it",
    14: "What batch norm tolerates; layer norm and group norm",
    15: "Dropout: expectation, masks, averaging at test time, DropConnect",
    16: "L1, L2 and elastic net; weight decay as constraint and as prior",
    17: "Augmentation: flips, crops, colours, cutout, mixup",
    18: "Stochastic depth and fractional max pooling",
    19: "Early stopping, ensembles, snapshots, averaged weights",
    20: "What troubles gradient descent: conditioning, saddles, noise",
    21: "Momentum in three notations; Nesterov",
    22: "AdaGrad, RMSProp, Adam, AMSGrad, AdamW",
    23: "Schedules of the learning rate; warm-up, cycles, restarts",
    24: "Second order: Newton, quasi-Newton, line search",
    25: "Babysitting a training run, step by step",
    26: "Loss curves and what each is a symptom of",
    27: "Searching hyperparameters: random, in log space, coarse to fine",
    28: "Training, validation and test sets; k-fold cross-validation",
    29: "Transfer learning: which layers to retrain",
    30: "From numpy to PyTorch",
    31: "Adversarial examples",
    32: "Very deep networks and residual connections",
    33: "The perceptron and its update rule",
}
HEADING = re.compile(r"#{1,6} +(.+)")
POINTS = re.compile(r" \(\d+ points?\)")


@dataclass(frozen=True)
class Pointer:
    """A cell that covers topics.

    Attributes
    ----------
    notebook : str
    heading : str
        As it stands in the notebook, but without the points.
    topics : tuple of int
    """

    notebook: str
    heading: str
    topics: tuple[int, ...]


def pointers() -> list[Pointer]:
    """Return the cells of the released notebooks that cover topics, in course order."""
    names = sorted(released(), key=lambda name: (*NOTEBOOKS, name).index(name))
    return [p for name in names for p in find_pointers(name, source_notebook(name))]


def find_pointers(name: str, notebook: NotebookNode) -> list[Pointer]:
    """Return the cells of one notebook whose metadata name topics.

    Raises
    ------
    ValueError
        When the metadata are no list of numbers of topics, or when no heading stands
        in such a cell.
    """
    found = []
    for cell in notebook.cells:
        if "topics" not in cell.metadata:
            continue
        topics, heading = cell.metadata.topics, heading_of(cell)
        where = f"{name}, cell {heading or cell.source[:60]!r}: topics={topics}"
        if not isinstance(topics, list) or not set(topics) <= set(TOPICS):
            raise ValueError(f"{where} should be a list of numbers in grading.topics.")
        if not heading:
            raise ValueError(f"{where} belongs to a markdown cell with a heading.")
        found.append(Pointer(name, heading, tuple(topics)))
    return found


def heading_of(cell: NotebookNode) -> str:
    """Return the last heading of a markdown cell without its points, or ""."""
    if cell.cell_type != "markdown":
        return ""
    prose = re.sub(r"```.*?```", "", cell.source, flags=re.DOTALL)
    headings = [m[1] for line in prose.splitlines() if (m := HEADING.match(line))]
    return POINTS.sub("", headings[-1]).strip() if headings else ""


def topics_page() -> dict[Path, str]:
    """Return the page that says where topics are covered, and what belongs in it."""
    every = pointers()
    rows = [
        f"| {number} | {name} | {'; '.join(map(_link, places))} |"
        for number, name in TOPICS.items()
        if (places := [p for p in every if number in p.topics])
    ]
    return {PAGE: INTRODUCTION + "\n".join(rows) + "\n"}


def _link(pointer: Pointer) -> str:
    path = Path("..", "assignments", "release", pointer.notebook)
    text = f"{pointer.notebook}: {pointer.heading}".replace("|", "\\|")
    return f"[{text}]({(path / f'{pointer.notebook}.ipynb').as_posix()})"


INTRODUCTION = """\
# Which topic is where

The topics of the lectures, and the exercises and experiments that cover them. This page
is made from the sources of the notebooks by `make notebooks`; do not edit it.

| number | topic | where |
|---|---|---|
"""
