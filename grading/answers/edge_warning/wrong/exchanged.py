# check: test-edge_warning
# hint: take t in the logarithm
# about: low and high exchanged
import numpy as np


def edge_warning(trials, space, margin=0.1):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = max(able, key=lambda t: t["val_acc"])
    edges = {}
    for name, (low, high) in space.items():
        t = (np.log(best[name]) - np.log(low)) / (np.log(high) - np.log(low))
        if t < margin:
            edges[name] = "high"
        if t > 1 - margin:
            edges[name] = "low"
    return edges
