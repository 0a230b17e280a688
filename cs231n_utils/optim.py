"""Update rules: `rule(w, dw, config=None) -> (next_w, config)`.

`config` is one dict per parameter array. It holds the settings and whatever the rule
remembers from step to step; a rule fills in the defaults of what is missing. `sgd` is
finished; the others are skeletons for the notebook `optimizers`.
"""

from typing import Any

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array, ParamDict


def settings(config: ParamDict | None, **defaults: Any) -> ParamDict:
    """Return the config, or a new one for None, with what is missing filled in.

    >>> settings({"momentum": 0.5}, momentum=0.9, learning_rate=1e-2)
    {'momentum': 0.5, 'learning_rate': 0.01}
    """
    config = {} if config is None else config
    for key, value in defaults.items():
        config.setdefault(key, value)
    return config


def sgd(
    w: Array, dw: Array, config: ParamDict | None = None
) -> tuple[Array, ParamDict]:
    """Take one step of stochastic gradient descent.

    config: "learning_rate", default 1e-2.

    >>> import numpy as np
    >>> sgd(np.array([1.0]), np.array([2.0]), {"learning_rate": 0.1})[0]
    array([0.8])
    """
    config = {} if config is None else config
    config.setdefault("learning_rate", 1e-2)
    # w <- w - lr dw
    return w - config["learning_rate"] * dw, config


@skeleton("optimizers")
def sgd_momentum(
    w: Array, dw: Array, config: ParamDict | None = None
) -> tuple[Array, ParamDict]:
    """Take one step of SGD with momentum: v = mu v - lr dw, then w + v.

    config: "learning_rate" 1e-2, "momentum" 0.9, and the array "velocity", at first 0.
    """
    raise NotImplementedError


@skeleton("optimizers")
def nesterov(
    w: Array, dw: Array, config: ParamDict | None = None
) -> tuple[Array, ParamDict]:
    """Take one step of Nesterov's momentum, with dw taken at w itself.

    With v' = mu v - lr dw the step is w + mu v' - lr dw.

    config: "learning_rate" 1e-2, "momentum" 0.9, and the array "velocity", at first 0.
    """
    raise NotImplementedError


@skeleton("optimizers")
def adagrad(
    w: Array, dw: Array, config: ParamDict | None = None
) -> tuple[Array, ParamDict]:
    """Take one step of AdaGrad: divide by the root of all squared gradients so far.

    config: "learning_rate" 1e-2, "epsilon" 1e-8 (added outside the root), and the
    array "cache", at first 0.
    """
    raise NotImplementedError


@skeleton("optimizers")
def rmsprop(
    w: Array, dw: Array, config: ParamDict | None = None
) -> tuple[Array, ParamDict]:
    """Take one step of RMSProp: divide by the root of a moving average of squares.

    config: "learning_rate" 1e-2, "decay_rate" 0.99, "epsilon" 1e-8 (added outside the
    root), and the array "cache", at first 0.
    """
    raise NotImplementedError


@skeleton("optimizers")
def adam(
    w: Array, dw: Array, config: ParamDict | None = None
) -> tuple[Array, ParamDict]:
    """Take one step of Adam, both moments corrected for their start at 0.

    config: "learning_rate" 1e-3, "beta1" 0.9, "beta2" 0.999, "epsilon" 1e-8 (added
    outside the root), the arrays "m" and "v", at first 0, and the step count "t", at
    first 0 and counted up before it is used.
    """
    raise NotImplementedError


@skeleton("optimizers")
def adamw(
    w: Array, dw: Array, config: ParamDict | None = None
) -> tuple[Array, ParamDict]:
    """Take one step of Adam with decoupled weight decay.

    The step of Adam, and beside it w shrinks by lr * weight_decay * w.

    config: as `adam`, and "weight_decay" 1e-2.
    """
    raise NotImplementedError


@skeleton("optimizers")
def amsgrad(
    w: Array, dw: Array, config: ParamDict | None = None
) -> tuple[Array, ParamDict]:
    """Take one step of AMSGrad: Adam with the largest second moment seen so far.

    The largest is taken over v before its correction, as the array "v_max", at first 0.

    config: as `adam`, and "v_max".
    """
    raise NotImplementedError
