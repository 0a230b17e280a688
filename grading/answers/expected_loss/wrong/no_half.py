# check: test-expected_loss
# hint: the factor one half of the penalty is missing.
# says: the factor one half of the penalty is missing.
# about: without the half
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += (w * w).sum()
    start = np.log(num_classes)
    return start + reg * total
