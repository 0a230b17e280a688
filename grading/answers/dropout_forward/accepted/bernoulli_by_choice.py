# about: draws zeros and ones by choice; an older generator
import numpy as np


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x.copy(), None
    rng = np.random.RandomState(dropout_param.get("seed"))
    mask = rng.choice([0.0, 1 / p], size=x.shape, p=[1 - p, p])
    return np.multiply(x, mask), mask
