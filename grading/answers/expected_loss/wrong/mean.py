# check: test-expected_loss
# hint: the penalty takes the mean of the squares of each array; it takes their sum.
# says: the penalty takes the mean of the squares of each array; it takes their sum.
# about: mean of squares
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += (w * w).mean()
    start = np.log(num_classes)
    return start + 0.5 * reg * total
