# about: running mean and variance, one call at a time
import numpy as np


def mc_dropout(forward, X, samples):
    mean, square = 0.0, 0.0
    for k in range(1, samples + 1):
        scores = forward(X)
        q = np.exp(scores - scores.max(1)[:, None])
        q = q / q.sum(1)[:, None]
        step = q - mean
        mean = mean + step / k
        square = square + step * (q - mean)
    return mean, np.sqrt(square / samples)
