# check: test-training_step-update
# hint: each parameter takes two steps.
# says: each parameter takes two steps.
# about: updates twice
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if not np.isfinite(loss):
        return loss
    for name in params:
        w, config = update_rule(params[name], grads[name], configs[name])
        params[name], config = update_rule(w, grads[name], config)
        configs[name] = config
    return loss
