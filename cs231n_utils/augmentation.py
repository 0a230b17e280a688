"""Changes to training images that leave their labels true: pure functions.

Images are arrays of shape (N, C, H, W), of any range; randomness comes from `rng`.
"""

from __future__ import annotations

import numpy as np

from cs231n_utils.skeletons import BadInput
from cs231n_utils.types import Array

Rng = np.random.Generator


def flip(X: Array, rng: Rng, p: float = 0.5) -> Array:
    """Mirror each image, left to right, with probability `p`."""
    _check(X, p=p)
    turned = rng.random(len(X)) < p
    return np.where(turned[:, None, None, None], X[..., ::-1], X)


def crop(X: Array, pad: int, rng: Rng) -> Array:
    """Pad each image with `pad` black pixels and cut its old size out, anywhere."""
    _check(X, pad=pad)
    _, _, H, W = X.shape
    wide = np.pad(X, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    down, right = rng.integers(0, 2 * pad + 1, (2, len(X)))
    rows = down[:, None] + np.arange(H)
    columns = right[:, None] + np.arange(W)
    n = np.arange(len(X))[:, None, None]
    # Indices that a slice stands between come first: (N, H, W, C).
    cut: Array = wide[n, :, rows[:, :, None], columns[:, None, :]]
    images: Array = np.moveaxis(cut, 3, 1)
    return images


def jitter(X: Array, strength: float, rng: Rng) -> Array:
    """Change the contrast of each channel and the brightness of each image.

    Factors are drawn from 1 - strength to 1 + strength; pixels stay within the range
    that the batch had.
    """
    _check(X, strength=strength)
    factor = rng.uniform(1 - strength, 1 + strength, (len(X), X.shape[1], 1, 1))
    light = rng.uniform(1 - strength, 1 + strength, (len(X), 1, 1, 1))
    middle = X.mean(axis=(2, 3), keepdims=True)
    changed: Array = light * middle + factor * (X - middle)
    return changed.clip(X.min(), X.max())


def cutout(X: Array, size: int, rng: Rng) -> Array:
    """Set a square of `size` pixels to the image's mean; its middle lies anywhere."""
    _check(X, size=size)
    _, _, H, W = X.shape
    top = rng.integers(0, H, len(X))[:, None] - size // 2
    left = rng.integers(0, W, len(X))[:, None] - size // 2
    rows, columns = np.arange(H), np.arange(W)
    inside = ((rows >= top) & (rows < top + size))[:, :, None]
    inside = inside & ((columns >= left) & (columns < left + size))[:, None, :]
    return np.where(inside[:, None], X.mean(axis=(2, 3), keepdims=True), X)


def mixup(X: Array, Y: Array, alpha: float, rng: Rng) -> tuple[Array, Array]:
    """Mix each image with another one of the batch, and their labels alike.

    Parameters
    ----------
    X : array of shape (N, C, H, W)
    Y : array of shape (N, K)
        Labels as probabilities, one-hot at first.
    alpha : float
        The share of the first is drawn from Beta(alpha, alpha); 0 mixes nothing.
    rng : numpy Generator

    Returns
    -------
    X, Y : arrays of the shapes that came in
    """
    _check(X, alpha=alpha)
    if not alpha:
        return X, Y
    lam = rng.beta(alpha, alpha, len(X))
    other = rng.permutation(len(X))
    share = lam[:, None, None, None]
    return (
        share * X + (1 - share) * X[other],
        lam[:, None] * Y + (1 - lam[:, None]) * Y[other],
    )


def _check(X: Array, **numbers: float) -> None:
    if np.ndim(X) != 4:
        raise BadInput(f"Images need shape (N, C, H, W); X has {np.shape(X)}.")
    for name, value in numbers.items():
        if value < 0 or (name == "p" and value > 1):
            raise BadInput(f"{name} cannot be {value}.")
