# check: test-expected_loss
# hint: only the last array of weights is penalised.
# says: only the last array of weights is penalised.
# about: assigns in the loop
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights:
        total = (w * w).sum()
    start = np.log(num_classes)
    return start + 0.5 * reg * total
