# about: nan_to_num, keeps the order of the points
import numpy as np


def successive_halving(train, points, epochs, factor=2):
    rounds = []
    while True:
        scores = [train(p, epochs) for p in points]
        rounds.append((epochs, len(points)))
        if len(points) == 1:
            return points[0], rounds
        scores = np.nan_to_num(scores, nan=-1.0)
        order = np.argsort(scores)[::-1]
        keep = max(1, len(points) // factor)
        points = [points[i] for i in sorted(order[:keep])]
        epochs = epochs * factor
