# check: test-training_step-update
# hint: the gradient of b is taken after w has changed; take both from one call.
# says: the gradient of b is taken after w has changed; take both from one call.
# about: a call for each parameter
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if not np.isfinite(loss):
        return loss
    for name in params:
        grads = loss_function(params, X, y)[1]
        w, config = update_rule(params[name], grads[name], configs[name])
        params[name] = w
        configs[name] = config
    return loss
