# check: test-deal_batches-once, test-deal_batches-random
# hint: should be a list of arrays
# about: returns the first batch
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.permutation(num_examples)
    parts = -(-num_examples // batch_size)
    return np.array_split(order, parts)[0]
