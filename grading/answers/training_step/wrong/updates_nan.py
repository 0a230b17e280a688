# check: test-training_step-finite
# hint: entries that are nan or infinite
# about: updates in any case
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    loss, grads = loss_function(params, X, y)
    for name in params:
        w, config = update_rule(params[name], grads[name], configs[name])
        params[name] = w
        configs[name] = config
    return loss
