# check: test-expected_loss
# hint: the penalty takes the norm of each array; it takes the squared norm.
# says: the penalty takes the norm of each array; it takes the squared norm.
# about: norms, not squared
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += np.sqrt((w * w).sum())
    start = np.log(num_classes)
    return start + 0.5 * reg * total
