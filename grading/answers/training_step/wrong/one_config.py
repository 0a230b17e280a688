# check: test-training_step-update
# hint: b is updated with the config of w; each parameter has its own.
# says: b is updated with the config of w; each parameter has its own.
# about: the config of the first for all
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if not np.isfinite(loss):
        return loss
    for name in params:
        w, config = update_rule(params[name], grads[name], configs[next(iter(configs))])
        params[name] = w
        configs[name] = config
    return loss
