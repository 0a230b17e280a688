# check: test-deal_batches-random
# hint: examples come in their old order
# about: batches are sorted
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.permutation(num_examples)
    parts = -(-num_examples // batch_size)
    return [np.sort(b) for b in np.array_split(order, parts)]
