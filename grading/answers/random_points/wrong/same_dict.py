# check: test-random_points
# hint: numbers of its own
# about: fills the same dict again and again
import numpy as np


def random_points(space, n, rng):
    points = []
    point = {}
    for _ in range(n):
        for name, (low, high) in space.items():
            point[name] = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        points.append(point)
    return points
