"""CIFAR-10's archive, rebuilt once where the means for it are at hand."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKER = ROOT.parent / "shared" / "datasets" / "make_cifar10.py"
ARCHIVE = "cifar-10-python.tar.gz"
# THOROUGH=1 searches hyperparameters on CIFAR-10 too, which takes minutes.
collect_ignore = [] if os.environ.get("THOROUGH") else ["test_cifar_search.py"]


@pytest.fixture(scope="session")
def real_cifar10(request: pytest.FixtureRequest) -> Path:
    """Return a folder with `cifar-10-batches-py` and the archive of it."""
    if not MAKER.is_file():
        pytest.skip(f"{MAKER.name} is not beside the project, so no real CIFAR-10")
    cache = request.config.cache
    assert cache is not None
    built = cache.mkdir("cifar10") / "built"
    if not built.is_dir():
        with tempfile.TemporaryDirectory(dir=built.parent) as scratch:
            out = Path(scratch) / "out"
            subprocess.run([sys.executable, MAKER, out], check=True)
            if not built.is_dir():  # another process may have been faster
                out.rename(built)
    return built
