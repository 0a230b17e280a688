# check: test-deal_batches-once
# hint: their number is not right
# about: batches larger than asked for
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.permutation(num_examples)
    parts = max(1, num_examples // batch_size)
    return np.array_split(order, parts)
