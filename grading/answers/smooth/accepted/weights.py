# about: weights as a matrix
import numpy as np


def smooth(losses, decay=0.9):
    n = len(losses)
    age = np.arange(n)[:, None] - np.arange(n)[None, :]
    weights = np.where(age >= 0, float(decay) ** np.maximum(age, 0), 0)
    return (weights @ np.asarray(losses)) / weights.sum(axis=1)
