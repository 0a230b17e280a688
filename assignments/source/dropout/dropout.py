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


# %% nbgrader={"grade": false, "grade_id": "dropout_forward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def dropout_forward(x, dropout_param):
    """Return (out, cache); p is the probability of keeping an entry."""
    ### BEGIN SOLUTION
    if dropout_param["mode"] == "test":
        return x, None
    if dropout_param["mode"] != "train":
        raise ValueError(
            f'mode must be "train" or "test", not {dropout_param["mode"]!r}'
        )
    p, rng = dropout_param["p"], np.random.default_rng(dropout_param.get("seed"))
    # Divided by p already here, so that test time needs no scaling.
    mask = ((rng.random(x.shape) < p) / p).astype(x.dtype)
    return x * mask, mask
    ### END SOLUTION


# %% nbgrader={"grade": false, "grade_id": "dropout_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
@fill
def dropout_backward(dout, cache):
    """Return dx."""
    ### BEGIN SOLUTION
    return dout if cache is None else dout * cache
    ### END SOLUTION
