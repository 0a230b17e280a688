# about: shrinks first and steps then, as PyTorch does
import numpy as np


def adamw(w, dw, config=None):
    c = {"learning_rate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
    c |= {"weight_decay": 0.01, "m": np.zeros_like(w), "v": np.zeros_like(w), "t": 0}
    c |= config or {}
    c["t"] += 1
    w = w * (1 - c["learning_rate"] * c["weight_decay"])
    c["m"] = c["beta1"] * c["m"] + (1 - c["beta1"]) * dw
    c["v"] = c["beta2"] * c["v"] + (1 - c["beta2"]) * dw**2
    m_hat = c["m"] / (1 - c["beta1"] ** c["t"])
    v_hat = c["v"] / (1 - c["beta2"] ** c["t"])
    return w - c["learning_rate"] * m_hat / (np.sqrt(v_hat) + c["epsilon"]), c
