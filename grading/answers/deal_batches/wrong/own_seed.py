# check: test-deal_batches-random
# hint: use rng, which is never the same twice
# about: a generator of its own with a fixed seed
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = np.random.default_rng(0).permutation(num_examples)
    parts = -(-num_examples // batch_size)
    return np.array_split(order, parts)
