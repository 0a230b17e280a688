# check: test-expected_loss
# hint: only the first array of weights is penalised.
# says: only the first array of weights is penalised.
# about: first weights only
import numpy as np


def expected_loss(num_classes, weights, reg):
    total = 0.0
    for w in weights[:1]:
        total += (w * w).sum()
    start = np.log(num_classes)
    return start + 0.5 * reg * total
