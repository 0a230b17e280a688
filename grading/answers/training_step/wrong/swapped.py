# check: test-training_step-update
# hint: the rule got the gradient in the place of the parameter, and the other way round.
# says: the rule got the gradient in the place of the parameter, and the other way round.
# about: swapped arguments
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    if not np.isfinite(loss):
        return loss
    for name in params:
        w, config = update_rule(grads[name], params[name], configs[name])
        params[name] = w
        configs[name] = config
    return loss
