# check: test-random_points
# hint: numbers of its own
# about: a new generator for each name
import numpy as np


def random_points(space, n, rng):
    points = []
    for _ in range(n):
        point = {}
        for name, (low, high) in space.items():
            rng = np.random.default_rng(0)
            point[name] = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        points.append(point)
    return points
