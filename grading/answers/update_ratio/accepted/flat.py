# about: flattened arrays
import numpy as np


def update_ratio(before, after):
    a, b = before.ravel(), after.ravel()
    return float(np.linalg.norm(b - a) / np.linalg.norm(a))
