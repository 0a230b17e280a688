# check: test-deal_batches-once
# hint: should hold every example once
# about: draws with replacement
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.integers(num_examples, size=num_examples)
    parts = -(-num_examples // batch_size)
    return np.array_split(order, parts)
