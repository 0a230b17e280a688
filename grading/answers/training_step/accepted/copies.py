# about: hands copies on
import copy

import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    out = loss_function(copy.deepcopy(params), X, y)
    if np.isnan(out[0]) or np.isinf(out[0]):
        return out[0]
    for k in sorted(params):
        params[k], configs[k] = update_rule(params[k], out[1][k], configs[k])
    return np.float64(out[0])
