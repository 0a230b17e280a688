# check: test-training_step-update, test-training_step-finite
# hint: the parameters have not changed: the new values are not stored.
# says: the parameters have not changed: the new values are not stored.
# about: forgets to store
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if not np.isfinite(loss):
        return loss
    for name in params:
        w, config = update_rule(params[name], grads[name], configs[name])
        configs[name] = config
    return loss
