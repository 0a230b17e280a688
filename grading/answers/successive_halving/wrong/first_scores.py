# check: test-successive_halving-survivors
# hint: the calls of train
# about: ranks by the scores of the first round
import numpy as np


def successive_halving(train, points, epochs, factor=2):
    rounds = []
    kept = {}
    while True:
        scores = [kept.setdefault(p["lr"], train(p, epochs)) for p in points]
        rounds.append((epochs, len(points)))
        if len(points) == 1:
            return points[0], rounds
        scores = [-np.inf if np.isnan(s) else s for s in scores]
        order = np.argsort(scores)[::-1]
        keep = max(1, len(points) // factor)
        points = [points[i] for i in order[:keep]]
        epochs = epochs * factor
