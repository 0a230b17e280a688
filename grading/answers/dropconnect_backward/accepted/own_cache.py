# about: both passes with a dict as cache
import numpy as np


def dropconnect_forward(x, w, b, dropconnect_param):
    p, mode = dropconnect_param["p"], dropconnect_param["mode"]
    if mode == "test":
        return x @ w + b, {}
    rng = np.random.default_rng(dropconnect_param.get("seed"))
    cache = {"x": x, "w": w, "m": rng.random(w.shape) < p, "p": p}
    return x @ np.where(cache["m"], w / p, 0) + b, cache


def dropconnect_backward(dout, cache):
    dv = cache["x"].T @ dout
    dw = np.where(cache["m"], dv / cache["p"], 0)
    dx = dout @ np.where(cache["m"], cache["w"], 0).T / cache["p"]
    return dx, dw, dout.T @ np.ones(len(dout))
