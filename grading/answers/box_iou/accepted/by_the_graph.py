# about: as a graph of gates, with the two functions of part 1
import numpy as np

from cs231n_utils.graphs import Graph

NODES = []
for a in "xy":
    NODES += [
        (f"{a}low", "max", (f"{a}1", f"{a}3")),
        (f"-{a}2", "neg", (f"{a}2",)),
        (f"-{a}4", "neg", (f"{a}4",)),
        (f"-{a}high", "max", (f"-{a}2", f"-{a}4")),
        (f"{a}high", "neg", (f"-{a}high",)),
        (f"-{a}low", "neg", (f"{a}low",)),
        (f"{a}open", "add", (f"{a}high", f"-{a}low")),
        (f"{a}side", "max", (f"{a}open", "zero")),
        (f"-{a}1", "neg", (f"{a}1",)),
        (f"-{a}3", "neg", (f"{a}3",)),
        (f"{a}size", "add", (f"{a}2", f"-{a}1")),
        (f"{a}other", "add", (f"{a}4", f"-{a}3")),
    ]
NODES += [
    ("I", "mul", ("xside", "yside")),
    ("A", "mul", ("xsize", "ysize")),
    ("B", "mul", ("xother", "yother")),
    ("A+B", "add", ("A", "B")),
    ("-I", "neg", ("I",)),
    ("U", "add", ("A+B", "-I")),
    ("1/U", "inv", ("U",)),
    ("iou", "mul", ("I", "1/U")),
]


def box_iou(box, target):
    names = ("x1", "y1", "x2", "y2")
    graph = Graph(NODES)
    given = dict(zip(names, box)) | dict(zip(("x3", "y3", "x4", "y4"), target))
    iou = graph.forward(**given, zero=0.0)
    gradients = graph.backward()
    return iou, [gradients[name] for name in names]
