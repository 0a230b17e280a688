# check: test-random_points
# hint: should be a dict
# about: tuples instead of dicts
import numpy as np


def random_points(space, n, rng):
    points = []
    for _ in range(n):
        point = {}
        for name, (low, high) in space.items():
            point[name] = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        points.append(tuple(point.values()))
    return points
