# check: test-training_step-update
# hint: the rule's second value is not stored: the next step would not remember.
# says: the rule's second value is not stored: the next step would not remember.
# about: drops the config
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if not np.isfinite(loss):
        return loss
    for name in params:
        w, config = update_rule(params[name], grads[name], configs[name])
        params[name] = w
    return loss
