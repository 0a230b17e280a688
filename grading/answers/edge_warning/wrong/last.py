# check: test-edge_warning
# hint: greatest val_acc
# about: looks at the last trial
import numpy as np


def edge_warning(trials, space, margin=0.1):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = able[-1]
    edges = {}
    for name, (low, high) in space.items():
        t = (np.log(best[name]) - np.log(low)) / (np.log(high) - np.log(low))
        if t < margin:
            edges[name] = "low"
        if t > 1 - margin:
            edges[name] = "high"
    return edges
