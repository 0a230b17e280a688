"""Data sets by name: pictures to train on, split and ready for a network."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cs231n_utils.skeletons import BadInput, PlainError

Images = NDArray[np.number[Any]]
Classes = tuple[str, ...]


class DataError(PlainError):
    """A data set cannot be had: the message says why and what to do."""


class Pool(NamedTuple):
    """All pictures of a data set: some to train and validate on, some to test with."""

    images: Images
    labels: NDArray[np.int64]
    test_images: Images
    test_labels: NDArray[np.int64]
    classes: Classes
    num_val: int
    num_test: int


def get_data(
    name: str = "toybox",
    *,
    num_train: int | None = None,
    num_val: int | None = None,
    num_test: int | None = None,
    subtract_mean: bool = True,
    dtype: DTypeLike = np.float32,
    **source: str | os.PathLike[str] | None,
) -> dict[str, Any]:
    """Return a data set, split into training, validation and test examples.

    Parameters
    ----------
    name : {"toybox", "digits", "cifar10"}, default "toybox"
        "toybox": ten things in 32x32 colour pictures, drawn here and now;
        "digits": scikit-learn's handwritten digits of 8x8 pixels; "cifar10": CIFAR-10,
        downloaded at first use.
    num_train, num_val, num_test : int, optional
        How many examples. The validation examples are the last ones that are not
        test examples; the training examples are the first ones. By default 10,000,
        1,000 and 1,000 (toybox), 1,297, 250 and 250 (digits), 49,000, 1,000 and 1,000
        (cifar10, which has 10,000 test examples).
    subtract_mean : bool, default True
        Subtract the mean image of the training examples from all pictures.
    dtype : data-type, default float32
        Of the pictures.
    **source
        For "cifar10" only: `path`, `url`, `checksum` and `home`, described at
        `cs231n_utils.cifar10.load_cifar10`.

    Returns
    -------
    data : dict
        X_train, X_val, X_test of shape (N, channels, height, width), pixels from
        0 to 255 (digits: 0 to 16) less the mean image; y_train, y_val, y_test of
        shape (N,), int64; `classes`, a tuple of names; `mean_image`.

    Examples
    --------
    >>> data = get_data(num_train=100, num_val=10, num_test=10)
    >>> data["X_train"].shape, data["y_val"].dtype
    ((100, 3, 32, 32), dtype('int64'))
    """
    if name not in LOADERS:
        raise BadInput(
            f"There is no data set named {name!r}. Choose one of: {', '.join(LOADERS)}."
        )
    if source and name != "cifar10":
        raise BadInput(f"{', '.join(source)} can only be given for cifar10.")
    pool = LOADERS[name](**source)
    val = _count("num_val", num_val, pool.num_val, len(pool.labels))
    left = len(pool.labels) - val
    train = _count("num_train", num_train, left, left)
    test = _count("num_test", num_test, pool.num_test, len(pool.test_labels))

    total = pool.images[:train].sum(axis=0, dtype=np.float64)
    mean_image = (total / max(train, 1)).astype(dtype)
    offset = mean_image if subtract_mean else np.zeros_like(mean_image)
    parts = {
        "train": (pool.images[:train], pool.labels[:train]),
        "val": (pool.images[left:], pool.labels[left:]),
        "test": (pool.test_images[:test], pool.test_labels[:test]),
    }
    data: dict[str, Any] = {"classes": pool.classes, "mean_image": mean_image}
    for part, (images, labels) in parts.items():
        data[f"X_{part}"] = np.subtract(images, offset, dtype=dtype, casting="unsafe")
        data[f"y_{part}"] = labels.copy()
    return data


def data_home() -> Path:
    """Return the folder for downloads and caches.

    That is the folder of the environment variable `CS231N_DATA` if it is set, else
    `datasets/` beside the package if it is there, else the user's cache folder.
    """
    if chosen := os.environ.get("CS231N_DATA"):
        return Path(chosen).expanduser()
    beside = Path(__file__).parent.parent / "datasets"
    if beside.is_dir():
        return beside
    import pooch

    return Path(pooch.os_cache("cs231n"))


def _count(name: str, wanted: int | None, default: int, most: int) -> int:
    number = default if wanted is None else wanted
    if not 0 <= number <= most:
        raise BadInput(f"{name} is {number}; this data set has 0 to {most:,} to give.")
    return number


@functools.cache
def _toybox() -> Pool:
    from cs231n_utils.toybox import draw_toybox
    from cs231n_utils.toybox_things import CLASSES

    # A few pictures tell one version of the generator from another.
    mark = hashlib.sha256(draw_toybox(20)[0].tobytes()).hexdigest()[:12]
    cache = data_home() / f"toybox-{mark}.npz"
    drawn = _read_cache(cache)
    if drawn is None:
        drawn = draw_toybox(12_000)
        _write_cache(cache, *drawn)
    images, labels = drawn
    return Pool(
        images[:11_000], labels[:11_000], images[11_000:], labels[11_000:],
        CLASSES, num_val=1000, num_test=1000,
    )  # fmt: skip


def _read_cache(cache: Path) -> tuple[NDArray[np.uint8], NDArray[np.int64]] | None:
    """Return what the cache holds, or None when it is missing or damaged."""
    try:
        with cache.open("rb") as file, np.load(file) as arrays:
            return arrays["images"], arrays["labels"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _write_cache(
    cache: Path, images: NDArray[np.uint8], labels: NDArray[np.int64]
) -> None:
    """Write the cache under another name first; do without where none can be."""
    part = cache.with_name(f"{cache.name}.{os.getpid()}.part")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(file, images=images, labels=labels)
        part.replace(cache)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()


def _digits() -> Pool:
    from sklearn.datasets import load_digits

    digits = load_digits()
    order = np.random.default_rng(231).permutation(len(digits.target))
    images = digits.images[order][:, None]
    labels = digits.target[order].astype(np.int64)
    return Pool(
        images[:1547], labels[:1547], images[1547:], labels[1547:],
        tuple("0123456789"), num_val=250, num_test=250,
    )  # fmt: skip


def _cifar10(**source: Any) -> Pool:
    from cs231n_utils.cifar10 import load_cifar10

    unknown = set(source) - {"path", "url", "checksum", "home"}
    if unknown:
        raise BadInput(f"cifar10 takes path, url, checksum, home; not {unknown.pop()}.")
    return load_cifar10(**source)


LOADERS: dict[str, Callable[..., Pool]] = {
    "toybox": _toybox,
    "digits": _digits,
    "cifar10": _cifar10,
}
