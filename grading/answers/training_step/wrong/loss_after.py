# check: test-training_step-update
# hint: this is the loss after the step; return the one before it.
# says: this is the loss after the step; return the one before it.
# about: returns the loss of the new parameters
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if not np.isfinite(loss):
        return loss_function(params, X, y)[0]
    for name in params:
        w, config = update_rule(params[name], grads[name], configs[name])
        params[name] = w
        configs[name] = config
    return loss_function(params, X, y)[0]
