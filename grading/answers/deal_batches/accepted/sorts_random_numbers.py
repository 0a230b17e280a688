# about: sorts random numbers; tuples and lists
import numpy as np


def deal_batches(num_examples, batch_size, rng):
    order = np.argsort(rng.random(num_examples))
    k = int(np.ceil(num_examples / batch_size))
    cuts = [round(i * num_examples / k) for i in range(k + 1)]
    return tuple(order[a:b].tolist() for a, b in zip(cuts, cuts[1:], strict=False))
