# about: value by value
import numpy as np


def random_points(space, n, rng):
    points = []
    for _ in range(n):
        point = {}
        for name, (low, high) in space.items():
            point[name] = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        points.append(point)
    return points
