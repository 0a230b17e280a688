# about: choice without replacement
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.choice(num_examples, num_examples, replace=False)
    k, rest = divmod(num_examples, batch_size)
    return np.array_split(order, k + bool(rest))
