# check: test-random_points
# hint: share one random number
# about: one random number for all names
import numpy as np


def random_points(space, n, rng):
    points = []
    for _ in range(n):
        point = {}
        u = rng.random()
        for name, (low, high) in space.items():
            point[name] = low * (high / low) ** u
        points.append(point)
    return points
