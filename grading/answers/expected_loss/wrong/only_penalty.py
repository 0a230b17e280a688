# check: test-expected_loss
# hint: the loss of the classes is missing.
# says: the loss of the classes is missing.
# about: penalty only
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += (w * w).sum()
    start = np.log(num_classes)
    return 0.5 * reg * total
