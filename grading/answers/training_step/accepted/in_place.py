# about: writes into the arrays
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if abs(loss) < float("inf"):
        for k, w in params.items():
            w[...], configs[k] = update_rule(w, grads[k], configs[k])
    return loss
