# about: sums of squares
import numpy as np


def update_ratio(before, after):
    step = after - before
    return np.sqrt((step**2).sum()) / np.sqrt((before**2).sum())
