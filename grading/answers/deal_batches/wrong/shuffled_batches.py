# check: test-deal_batches-random
# hint: examples come in their old order
# about: shuffles whole batches
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = rng.permutation(num_examples)
    parts = -(-num_examples // batch_size)
    batches = np.array_split(np.sort(order), parts)
    return [batches[i] for i in rng.permutation(parts)]
