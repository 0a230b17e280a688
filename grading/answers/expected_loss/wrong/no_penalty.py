# check: test-expected_loss
# hint: the penalty is missing.
# says: the penalty is missing.
# about: ignores reg
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += (w * w).sum()
    start = np.log(num_classes)
    return start
