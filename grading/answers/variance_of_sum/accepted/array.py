# about: returns an array without axes
import numpy as np


def variance_of_sum(n, mean_w, var_w, mean_x, var_x):
    second = np.array([var_w + mean_w**2, var_x + mean_x**2])
    first = np.square([mean_w, mean_x])
    return np.asarray(n * (second.prod() - first.prod()))
