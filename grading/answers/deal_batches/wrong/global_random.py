# check: test-deal_batches-random
# hint: rng is the only source of chance
# about: draws from the global generator
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = np.random.permutation(num_examples)
    parts = -(-num_examples // batch_size)
    return np.array_split(order, parts)
