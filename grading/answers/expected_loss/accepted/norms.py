# about: squared norms
import numpy as np


def expected_loss(num_classes, weights, reg):
    return -np.log(1 / num_classes) + reg / 2 * sum(
        np.linalg.norm(w) ** 2 for w in weights
    )
