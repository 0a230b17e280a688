# about: compares with the borders of the edges
import numpy as np


def edge_warning(trials, space, margin=0.1):
    able = [t for t in trials if not np.isnan(t["val_acc"])]
    best = max(able, key=lambda t: t["val_acc"])
    edges = {}
    for name, (low, high) in space.items():
        ratio = high / low
        t = 0.5
        if best[name] < low * ratio**margin:
            t = -1
        if best[name] > high / ratio**margin:
            t = 2
        if t < margin:
            edges[name] = "low"
        if t > 1 - margin:
            edges[name] = "high"
    return edges
