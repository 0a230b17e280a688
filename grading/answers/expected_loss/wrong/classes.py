# check: test-expected_loss
# hint: this is the number of classes; the loss is its logarithm.
# says: this is the number of classes; the loss is its logarithm.
# about: no logarithm
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += (w * w).sum()
    start = float(num_classes)
    return start + 0.5 * reg * total
