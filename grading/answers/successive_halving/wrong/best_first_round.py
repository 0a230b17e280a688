# check: test-successive_halving-survivors
# hint: lr of best of successive_halving, as curves cross
# about: returns the best of the first round
import numpy as np


def successive_halving(train, points, epochs, factor=2):
    rounds = []
    first = None
    while True:
        scores = [train(p, epochs) for p in points]
        rounds.append((epochs, len(points)))
        if len(points) == 1:
            return (first or points[0]), rounds
        scores = [-np.inf if np.isnan(s) else s for s in scores]
        order = np.argsort(scores)[::-1]
        if first is None:
            first = points[order[0]]
        keep = max(1, len(points) // factor)
        points = [points[i] for i in order[:keep]]
        epochs = epochs * factor
