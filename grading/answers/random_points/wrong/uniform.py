# check: test-random_points
# hint: uniform in the values
# about: uniform in the values
import numpy as np


def random_points(space, n, rng):
    points = []
    for _ in range(n):
        point = {}
        for name, (low, high) in space.items():
            point[name] = rng.uniform(low, high)
        points.append(point)
    return points
