# check: test-expected_loss
# hint: the penalty adds up absolute values; it takes squares.
# says: the penalty adds up absolute values; it takes squares.
# about: L1 penalty
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += np.abs(w).sum()
    start = np.log(num_classes)
    return start + 0.5 * reg * total
