# ---
# jupyter:
#   cs231n:
#     released: false
#   jupytext:
#     notebook_metadata_filter: cs231n,-jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %%
import numpy as np

from cs231n_utils import fill


# %%
def settings(config, **defaults):
    """Return the config dict, with the defaults of what is missing filled in."""
    config = {} if config is None else config
    for key, value in defaults.items():
        config.setdefault(key, value)
    return config


# %% nbgrader={"grade": false, "grade_id": "sgd_momentum", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def sgd_momentum(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    c["velocity"] = c["momentum"] * c["velocity"] - c["learning_rate"] * dw
    return w + c["velocity"], c
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "nesterov", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def nesterov(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-2, momentum=0.9, velocity=np.zeros_like(w))
    c["velocity"] = c["momentum"] * c["velocity"] - c["learning_rate"] * dw
    return w + c["momentum"] * c["velocity"] - c["learning_rate"] * dw, c
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "adagrad", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def adagrad(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-2, epsilon=1e-8, cache=np.zeros_like(w))
    c["cache"] = c["cache"] + dw**2
    return w - c["learning_rate"] * dw / (np.sqrt(c["cache"]) + c["epsilon"]), c
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "rmsprop", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def rmsprop(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = settings(config, learning_rate=1e-2, decay_rate=0.99, epsilon=1e-8)
    c.setdefault("cache", np.zeros_like(w))
    c["cache"] = c["decay_rate"] * c["cache"] + (1 - c["decay_rate"]) * dw**2
    return w - c["learning_rate"] * dw / (np.sqrt(c["cache"]) + c["epsilon"]), c
    ### END SOLUTION


# %%
def count_moments(w, dw, config):
    """Count one step up and bring Adam's two moving averages to it."""
    c = settings(config, learning_rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, t=0)
    c["t"] += 1
    for name, beta, g in (("m", c["beta1"], dw), ("v", c["beta2"], dw**2)):
        c[name] = beta * c.get(name, np.zeros_like(w)) + (1 - beta) * g
    return c


def adam_step(c, v):
    """Return what Adam subtracts from w, with `v` as its second moment."""
    m_hat = c["m"] / (1 - c["beta1"] ** c["t"])
    v_hat = v / (1 - c["beta2"] ** c["t"])
    return c["learning_rate"] * m_hat / (np.sqrt(v_hat) + c["epsilon"])


# %% nbgrader={"grade": false, "grade_id": "adam", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def adam(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = count_moments(w, dw, config)
    return w - adam_step(c, c["v"]), c
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "adamw", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def adamw(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = count_moments(w, dw, settings(config, weight_decay=1e-2))
    return w - adam_step(c, c["v"]) - c["learning_rate"] * c["weight_decay"] * w, c
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "amsgrad", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def amsgrad(w, dw, config=None):
    """Return (next_w, config)."""
    ### BEGIN SOLUTION
    c = count_moments(w, dw, config)
    c["v_max"] = np.maximum(c.get("v_max", np.zeros_like(w)), c["v"])
    return w - adam_step(c, c["v_max"]), c
    ### END SOLUTION
