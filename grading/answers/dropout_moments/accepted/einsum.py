# about: einsum over the squares
import numpy as np


def dropout_moments(x, w, p):
    products = np.einsum("ij,jk->ijk", x, w)
    return products.sum(axis=1), (1 / p - 1) * np.einsum(
        "ijk,ijk->ik", products, products
    )
