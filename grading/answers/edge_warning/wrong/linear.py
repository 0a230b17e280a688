# check: test-edge_warning
# hint: take t in the logarithm
# about: t in the values
import numpy as np


def edge_warning(trials, space, margin=0.1):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = max(able, key=lambda t: t["val_acc"])
    edges = {}
    for name, (low, high) in space.items():
        t = ((best[name]) - (low)) / ((high) - (low))
        if t < margin:
            edges[name] = "low"
        if t > 1 - margin:
            edges[name] = "high"
    return edges
