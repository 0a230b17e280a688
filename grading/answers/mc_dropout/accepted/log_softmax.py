# about: the logarithm of the softmax first
import numpy as np


def mc_dropout(forward, X, samples):
    draws = []
    for _ in range(samples):
        s = forward(X)
        s = s - np.max(s, axis=1, keepdims=True)
        draws.append(np.exp(s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))))
    mean = sum(draws) / samples
    return mean, sum((d - mean) ** 2 for d in draws) ** 0.5 / samples**0.5
