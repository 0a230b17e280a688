# check: test-edge_warning
# hint: greatest val_acc
# about: nan counts as the best
import numpy as np


def edge_warning(trials, space, margin=0.1):
    able = [t for t in trials]
    best = max(able, key=lambda t: t["val_acc"])
    edges = {}
    for name, (low, high) in space.items():
        t = (np.log(best[name]) - np.log(low)) / (np.log(high) - np.log(low))
        if t < margin:
            edges[name] = "low"
        if t > 1 - margin:
            edges[name] = "high"
    return edges
