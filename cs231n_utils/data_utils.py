"""The names under which CS231n's students know the data."""

from __future__ import annotations

from typing import Any

from cs231n_utils.data import get_data


def get_CIFAR10_data(  # noqa: N802
    num_training: int = 49_000,
    num_validation: int = 1000,
    num_test: int = 1000,
    subtract_mean: bool = True,
) -> dict[str, Any]:
    """Return CIFAR-10 as CS231n's assignments expect it.

    Pictures are float32 of shape (N, 3, 32, 32), where CS231n has float64: half the
    memory. Validation examples are the last ones of the training batches.

    See Also
    --------
    cs231n_utils.data.get_data : other data sets, and what else the dict holds.
    """
    return get_data(
        "cifar10",
        num_train=num_training,
        num_val=num_validation,
        num_test=num_test,
        subtract_mean=subtract_mean,
    )
