# check: test-deal_batches-once
# hint: their number is not right
# about: as many batches as examples in one
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.permutation(num_examples)
    parts = -(-num_examples // batch_size)
    return np.array_split(order, min(batch_size, num_examples))
