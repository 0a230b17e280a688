# check: test-training_step-update
# hint: the loss of training_step is missing
# about: returns nothing
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if not np.isfinite(loss):
        return None
    for name in params:
        w, config = update_rule(params[name], grads[name], configs[name])
        params[name] = w
        configs[name] = config
    return None
