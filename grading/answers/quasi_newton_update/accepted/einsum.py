# about: einsum for the products
import numpy as np


def quasi_newton_update(H, s, y, kind):
    def square(v):
        return np.einsum("i,j->ij", v, v)

    if kind == "sr1":
        r = s - H @ y
        return H if abs(y @ r) <= 1e-12 else H + square(r) / (y @ r)
    elif kind in {"dfp", "bfgs"}:
        rho = y @ s
        if rho <= 1e-12:
            return 1.0 * H
        if kind == "bfgs":
            P = np.diag(np.ones_like(s)) - np.einsum("i,j->ij", s, y) / rho
            return np.einsum("ij,jk,lk->il", P, H, P) + square(s) / rho
        return H + square(s) / rho - square(H @ y) / (y @ (H @ y))
    raise ValueError("sr1, dfp or bfgs")
