"""A small data set to train on while somebody watches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from cs231n_utils.toybox import draw_toybox

NUM, PART, NUM_VAL = 2500, 250, 500
MAKING = 0.2  # share of a progress bar for the making, at the first start
DIM = 3 * 16 * 16
_made: dict[str, Any] = {}


def small_data() -> dict[str, Any]:
    """Return the data set, made at first use: 2000 examples to train on, 500 others.

    Returns
    -------
    data : dict
        "X_train" and "X_val" of shape (N, 768), float32, "y_train" and "y_val".
        They are pictures of the embedded set, shrunk to 16x16 pixels and doubled in
        contrast, so that good learning rates are those of the full pictures.
    """
    for _ in making():
        pass
    return _made


def making() -> Iterator[float]:
    """Make the data set in parts; yield the share that is done."""
    parts: list[Any] = []
    while not _made and len(parts) * PART < NUM:
        parts.append(draw_toybox(PART, seed=len(parts)))
        yield len(parts) * PART / NUM
    if parts and not _made:
        X = np.concatenate([_shrunk(images) for images, _ in parts])
        y = np.concatenate([labels for _, labels in parts])
        X -= X[:-NUM_VAL].mean(axis=0)
        _made.update(X_train=X[:-NUM_VAL], y_train=y[:-NUM_VAL])
        _made.update(X_val=X[-NUM_VAL:], y_val=y[-NUM_VAL:])


def _shrunk(images: Any) -> Any:
    """Average 2x2 pixels; twice that keeps the length of an example about the same."""
    N, C, H, W = images.shape
    cells = images.reshape(N, C, H // 2, 2, W // 2, 2).astype(np.float32)
    return 2 * cells.mean(axis=(3, 5)).reshape(N, DIM)
