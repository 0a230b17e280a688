# check: test-training_step-update
# hint: these are the changes of the parameters; add them to what they were.
# says: these are the changes of the parameters; add them to what they were.
# about: stores the difference
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if not np.isfinite(loss):
        return loss
    for name in params:
        w, config = update_rule(params[name], grads[name], configs[name])
        params[name] = w - params[name]
        configs[name] = config
    return loss
