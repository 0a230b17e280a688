# check: test-expected_loss
# hint: the sign is wrong: the logarithm of 1/C is negative, the loss is not.
# says: the sign is wrong: the logarithm of 1/C is negative, the loss is not.
# about: ln(1/C)
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += (w * w).sum()
    start = np.log(1 / num_classes)
    return start + 0.5 * reg * total
