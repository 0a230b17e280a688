# check: test-successive_halving-rounds, test-successive_halving-survivors
# hint: the last round has a single setting
# about: stops before the last round
import numpy as np


def successive_halving(train, points, epochs, factor=2):
    rounds = []
    while True:
        scores = [train(p, epochs) for p in points]
        rounds.append((epochs, len(points)))
        if len(points) == 1:
            return points[0], rounds
        scores = [-np.inf if np.isnan(s) else s for s in scores]
        order = np.argsort(scores)[::-1]
        keep = max(1, len(points) // factor)
        points = [points[i] for i in order[:keep]]
        if len(points) == 1:
            return points[0], rounds
        epochs = epochs * factor
