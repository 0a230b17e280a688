# check: test-expected_loss
# hint: this is the probability 1/C; the loss is minus its logarithm.
# says: this is the probability 1/C; the loss is minus its logarithm.
# about: returns 1/C
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += (w * w).sum()
    start = 1 / num_classes
    return start + 0.5 * reg * total
