"""CIFAR-10 in its official form: found on disk, or downloaded once."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from cs231n_utils.data import DataError, Pool, data_home

URL = "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"
CHECKSUM = "md5:c58f30108f718f92721af3b95e74349a"
FOLDER = "cifar-10-batches-py"
TRAIN_BATCHES = tuple(f"data_batch_{k}" for k in range(1, 6))
FILES = (*TRAIN_BATCHES, "test_batch", "batches.meta")
CLASSES = (
    *("airplane", "automobile", "bird", "cat", "deer"),
    *("dog", "frog", "horse", "ship", "truck"),
)
ELSEWHERE = (
    "With no network, set CS231N_CIFAR10 to a folder with the batches or to "
    "cifar-10-python.tar.gz, or use get_data('toybox')."
)


def load_cifar10(
    path: str | os.PathLike[str] | None = None,
    url: str | None = None,
    checksum: str | None = None,
    home: str | os.PathLike[str] | None = None,
) -> Pool:
    """Return CIFAR-10 as bytes, downloading it if it is not there yet.

    Parameters
    ----------
    path : path, optional
        A folder with the batches, or the archive; nothing is downloaded then. By
        default the environment variable `CS231N_CIFAR10`.
    url : str, optional
        Where to download. By default `CS231N_CIFAR10_URL`, else the official address.
    checksum : str, optional
        What the download must have, such as "sha256:0123..." or "md5:0123...". By
        default `CS231N_CIFAR10_HASH`, else the official archive's.
    home : path, optional
        Where the unpacked files stay. By default `cs231n_utils.data.data_home()`.

    Raises
    ------
    DataError
        When the files are missing, damaged or cannot be fetched.
    """
    if path := path or os.environ.get("CS231N_CIFAR10"):
        return _load_from(Path(path).expanduser())
    folder = (Path(home).expanduser() if home else data_home()) / FOLDER
    if folder.is_dir():
        return _read(folder)
    url = url or os.environ.get("CS231N_CIFAR10_URL") or URL
    return _download(
        url, checksum or os.environ.get("CS231N_CIFAR10_HASH") or CHECKSUM, folder
    )


def _load_from(path: Path) -> Pool:
    if path.is_dir():
        inner = path / FOLDER
        return _read(inner if inner.is_dir() else path)
    if not path.is_file():
        raise DataError(f"CIFAR-10 is not at {path}: there is no such file or folder.")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            return _read(_unpack(path, Path(scratch)))
    except OSError as error:
        raise DataError(f"{path} cannot be unpacked: {error}.") from None


def _download(url: str, checksum: str, folder: Path) -> Pool:
    """Fetch, check, unpack and read in a scratch folder; only then let it stay."""
    home = folder.parent
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".cifar-10-", dir=home) as scratch:
            archive = _fetch(url, checksum, Path(scratch))
            unpacked = _unpack(archive, Path(scratch))
            pool = _read(unpacked)
            try:
                unpacked.rename(folder)
            except OSError:
                if not folder.is_dir():  # else another process was faster
                    raise
            return pool
    except OSError as error:
        raise DataError(
            f"CIFAR-10 cannot be stored in {home}: {error.strerror or error}. "
            "Set CS231N_DATA to a folder that can be written and has 400 MB free."
        ) from None


def _fetch(url: str, checksum: str, folder: Path) -> Path:
    import pooch
    import requests

    fetcher = pooch.HTTPDownloader(progressbar=True)
    name = "cifar-10-python.tar.gz"
    try:
        got = pooch.retrieve(url, checksum, name, folder, downloader=fetcher)
    except requests.RequestException as error:
        raise DataError(
            f"CIFAR-10 cannot be downloaded from {url}: {_brief(error)}. {ELSEWHERE}"
        ) from None
    except ValueError as error:
        raise DataError(
            f"What {url} serves is not CIFAR-10's archive, or was cut short: its "
            f"checksum is not {checksum}. Try again, or set CS231N_CIFAR10_HASH if "
            f"this mirror packs it differently. ({_brief(error)})"
        ) from None
    return Path(got)


def _brief(error: Exception) -> str:
    """Return the last cause of an error, on one line and not long."""
    while isinstance(error.__context__, Exception):
        error = error.__context__
    line = " ".join(f"{type(error).__name__}: {error}".split())
    return line if len(line) <= 200 else line[:199] + "…"


def _unpack(archive: Path, into: Path) -> Path:
    """Write the archive's known files to `into`, and nothing else that it holds."""
    folder = into / FOLDER
    folder.mkdir()
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                name = member.name.removeprefix("./").removeprefix(f"{FOLDER}/")
                source = tar.extractfile(member) if member.isfile() else None
                if source is not None and name in FILES:
                    with source, (folder / name).open("wb") as target:
                        shutil.copyfileobj(source, target)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(
            f"{archive} is damaged or not an archive ({_brief(error)}). "
            "Download it again."
        ) from None
    return folder


def _read(folder: Path) -> Pool:
    """Read the batches of a folder in the official layout."""
    train = [_read_batch(folder, name) for name in TRAIN_BATCHES]
    images, labels = (np.concatenate(column) for column in zip(*train, strict=True))
    test_images, test_labels = _read_batch(folder, "test_batch")
    return Pool(images, labels, test_images, test_labels, CLASSES, 1000, 1000)


def _read_batch(folder: Path, name: str) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    try:
        batch = _Unpickler((folder / name).read_bytes()).load()
        images, labels = batch[b"data"], np.array(batch[b"labels"], dtype=np.int64)
        if images.dtype != np.uint8 or images.shape != (len(labels), 3 * 32 * 32):
            raise ValueError(f"its pixels are {images.dtype} of shape {images.shape}")
        if not np.isin(labels, np.arange(10)).all():
            raise ValueError("a label is not from 0 to 9")
    except FileNotFoundError:
        raise DataError(f"{folder} has no file {name}. {_again(folder)}") from None
    except Exception as error:  # a damaged pickle can raise anything
        why = _brief(error)
        raise DataError(
            f"{folder / name} is damaged ({why}). {_again(folder)}"
        ) from None
    return images.reshape(-1, 3, 32, 32), labels


def _again(folder: Path) -> str:
    return f"Delete {folder} and call get_data('cifar10') again, or copy it anew."


class _Unpickler(pickle.Unpickler):
    """Unpickle arrays, bytes, lists and dicts; refuse every other thing by name."""

    allowed: ClassVar[dict[tuple[str, str], Any]] = {
        ("numpy.core.multiarray", "_reconstruct"): np.empty(0).__reduce__()[0],
        ("numpy._core.multiarray", "_reconstruct"): np.empty(0).__reduce__()[0],
        ("numpy", "ndarray"): np.ndarray,
        ("numpy", "dtype"): np.dtype,
    }

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), encoding="bytes")

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in self.allowed:
            raise pickle.UnpicklingError(f"it asks for {module}.{name}")
        return self.allowed[module, name]
