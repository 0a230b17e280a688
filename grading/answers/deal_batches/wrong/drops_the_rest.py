# check: test-deal_batches-once
# hint: should hold every example once
# about: leaves out what fills no batch
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.permutation(num_examples)
    parts = max(1, num_examples // batch_size)
    order = order[: parts * batch_size]
    return np.array_split(order, parts)
