# about: sorts, and takes log10
import numpy as np


def edge_warning(trials, space, margin=0.1):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = sorted(able, key=lambda t: t["val_acc"])[-1]
    edges = {}
    for name, (low, high) in space.items():
        t = (np.log10(best[name]) - np.log10(low)) / (np.log10(high) - np.log10(low))
        if t < margin:
            edges[name] = "low"
        if t > 1 - margin:
            edges[name] = "high"
    return edges
