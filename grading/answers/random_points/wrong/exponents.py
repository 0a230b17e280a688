# check: test-random_points
# hint: low, high
# about: takes the range as exponents
import numpy as np


def random_points(space, n, rng):
    points = []
    for _ in range(n):
        point = {}
        for name, (low, high) in space.items():
            point[name] = float(10 ** rng.uniform(low, high))
        points.append(point)
    return points
