# check: test-successive_halving-rounds
# hint: the pairs hold the number of settings first
# says: the pairs hold the number of settings first.
# about: the pairs of rounds the other way round
import numpy as np


def successive_halving(train, points, epochs, factor=2):
    rounds = []
    while True:
        scores = [train(p, epochs) for p in points]
        rounds.append((len(points), epochs))
        if len(points) == 1:
            return points[0], rounds
        scores = [-np.inf if np.isnan(s) else s for s in scores]
        order = np.argsort(scores)[::-1]
        keep = max(1, len(points) // factor)
        points = [points[i] for i in order[:keep]]
        epochs = epochs * factor
