# about: with log_uniform, one array for each name
import numpy as np


def random_points(space, n, rng):
    from cs231n_utils.search import log_uniform

    drawn = {k: log_uniform(low, high, n, rng) for k, (low, high) in space.items()}
    return [{k: v[i] for k, v in drawn.items()} for i in range(n)]
    points = []
    for _ in range(n):
        point = {}
        for name, (low, high) in space.items():
            point[name] = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        points.append(point)
    return points
