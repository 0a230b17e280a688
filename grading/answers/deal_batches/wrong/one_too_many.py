# check: test-deal_batches-once
# hint: their number is not right
# about: one batch too many
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.permutation(num_examples)
    parts = num_examples // batch_size + 1
    return np.array_split(order, parts)
