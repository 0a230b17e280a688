# check: test-expected_loss
# hint: this is the logarithm to base 10; the loss takes the natural one.
# says: this is the logarithm to base 10; the loss takes the natural one.
# about: logarithm to base 10
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total += (w * w).sum()
    start = np.log10(num_classes)
    return start + 0.5 * reg * total
