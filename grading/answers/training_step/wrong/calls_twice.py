# check: test-training_step-update
# hint: value and gradients come from one call
# about: a call for the loss, one for the gradients
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss = loss_function(params, X, y)[0]
    grads = loss_function(params, X, y)[1]
    if not np.isfinite(loss):
        return loss
    for name in params:
        w, config = update_rule(params[name], grads[name], configs[name])
        params[name] = w
        configs[name] = config
    return loss
