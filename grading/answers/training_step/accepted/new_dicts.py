# about: builds new dicts first
import numpy as np


def training_step(loss_function, params, X, y, update_rule, configs):
    value, slopes = loss_function(params, X, y)
    if np.isfinite(value):
        new = {k: update_rule(params[k], slopes[k], configs[k]) for k in params}
        params.update({k: w for k, (w, _) in new.items()})
        configs.update({k: c for k, (_, c) in new.items()})
    return float(value)
