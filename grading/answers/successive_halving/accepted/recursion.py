# about: calls itself
import numpy as np


def successive_halving(train, points, epochs, factor=2):
    if len(points) == 1:
        train(points[0], epochs)
        return points[0], [(epochs, 1)]
    pairs = [
        (np.nan_to_num(train(p, epochs), nan=-9.0), i) for i, p in enumerate(points)
    ]
    pairs.sort(reverse=True)
    left = [points[i] for _, i in pairs[: max(1, len(points) // factor)]]
    best, rest = successive_halving(train, left, epochs * factor, factor)
    return best, [(epochs, len(points))] + rest
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
        epochs = epochs * factor
