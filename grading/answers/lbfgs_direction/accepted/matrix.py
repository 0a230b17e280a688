# about: builds the matrix after all
import numpy as np


def lbfgs_direction(gradient, pairs):
    eye = np.eye(len(gradient))
    H = eye
    if pairs:
        s, y = pairs[-1]
        H = (s @ y) / (y @ y) * eye
    for s, y in pairs:
        P = eye - np.outer(s, y) / (s @ y)
        H = P @ H @ P.T + np.outer(s, s) / (s @ y)
    return -(H @ gradient)
