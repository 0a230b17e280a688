# about: sorts by a key
import numpy as np


def successive_halving(train, points, epochs, factor=2):
    rounds = []
    while True:
        scores = [train(p, epochs) for p in points]
        rounds.append((epochs, len(points)))
        if len(points) == 1:
            return points[0], rounds
        scores = [-np.inf if np.isnan(s) else s for s in scores]
        order = sorted(range(len(points)), key=lambda i: -scores[i])
        keep = max(1, len(points) // factor)
        points = [points[i] for i in order[:keep]]
        epochs = epochs * factor
