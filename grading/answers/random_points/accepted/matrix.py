# about: one uniform matrix
import numpy as np


def random_points(space, n, rng):
    u = rng.random((n, len(space)))
    return [
        {k: a * (b / a) ** t for t, (k, (a, b)) in zip(row, space.items())} for row in u
    ]
    points = []
    for _ in range(n):
        point = {}
        for name, (low, high) in space.items():
            point[name] = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        points.append(point)
    return points
