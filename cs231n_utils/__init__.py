"""What students import: exercises to fill, networks, solver, checks, data, plots."""

from cs231n_utils import (
    graphs,
    init,
    layers,
    optim,
    preprocessing,
    schedules,
    search,
    second_order,
)
from cs231n_utils.carry import carry_over
from cs231n_utils.data import get_data
from cs231n_utils.predictions import outcome, predict
from cs231n_utils.skeletons import (
    FillError,
    NotFilled,
    exercise,
    fill,
    fill_from,
    skeletons,
)

__version__ = "0.1.0"
__all__ = [
    "FillError",
    "NotFilled",
    "carry_over",
    "exercise",
    "fill",
    "fill_from",
    "get_data",
    "graphs",
    "init",
    "layers",
    "optim",
    "outcome",
    "predict",
    "preprocessing",
    "schedules",
    "search",
    "second_order",
    "skeletons",
]
