# check: test-random_points
# hint: lacks 'reg'
# about: only the first name
import numpy as np


def random_points(space, n, rng):
    points = []
    for _ in range(n):
        point = {}
        for name, (low, high) in space.items():
            point[name] = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        points.append({k: point[k] for k in list(space)[:1]})
    return points
