# check: test-deal_batches-once
# hint: should hold every example once
# about: every batch without replacement, but not the epoch
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.permutation(num_examples)
    parts = -(-num_examples // batch_size)
    sizes = [len(b) for b in np.array_split(order, parts)]
    return [rng.choice(num_examples, n, replace=False) for n in sizes]
