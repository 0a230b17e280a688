# about: a loop over units
import numpy as np


def dead_fraction(activations):
    N, M = activations.shape
    dead = 0
    for j in range(M):
        if not np.any(activations[:, j]):
            dead += 1
    return dead / M
