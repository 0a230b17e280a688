# check: test-random_points
# hint: should be a list of 2000
# about: one setting too many
import numpy as np


def random_points(space, n, rng):
    points = []
    for _ in range(n + 1):
        point = {}
        for name, (low, high) in space.items():
            point[name] = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        points.append(point)
    return points
