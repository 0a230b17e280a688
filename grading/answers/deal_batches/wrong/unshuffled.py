# check: test-deal_batches-random
# hint: examples come in their old order
# about: no shuffle
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = np.arange(num_examples)
    parts = -(-num_examples // batch_size)
    return np.array_split(order, parts)
