"""What tests share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from cs231n_utils.skeletons import filling, skeletons
from grading import answer_key


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what runs submissions where there is no sandbox for them."""
    if item.get_closest_marker("sandbox") and not shutil.which("bwrap"):
        pytest.skip("no bubblewrap here: apt-get install bubblewrap")


@pytest.fixture(scope="session")
def answers() -> dict[str, Callable[..., Any]]:
    """Return the answer of every skeleton, by name."""
    return {
        name: getattr(answer_key(made.notebook), name)
        for name, made in skeletons().items()
    }


@pytest.fixture
def keys(answers: dict[str, Callable[..., Any]]) -> Iterator[SimpleNamespace]:
    """Fill all skeletons from the answer keys for one test, and return the answers."""
    with filling(answers):
        yield SimpleNamespace(**answers)
