# about: dot products
import numpy as np


def update_ratio(before, after):
    d = before - after
    return (np.vdot(d, d) / np.vdot(before, before)) ** 0.5
