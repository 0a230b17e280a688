# check: test-deal_batches-once
# hint: sizes differ by at most one
# about: cuts off full batches, the last one is small
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.permutation(num_examples)
    parts = -(-num_examples // batch_size)
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(parts)]
