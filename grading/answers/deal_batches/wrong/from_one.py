# check: test-deal_batches-once, test-deal_batches-random
# hint: should hold indices from 0
# about: counts examples from 1
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = 1 + rng.permutation(num_examples)
    parts = -(-num_examples // batch_size)
    return np.array_split(order, parts)
