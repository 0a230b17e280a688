"""What tests share."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from cs231n_utils.skeletons import filling, skeletons
from grading import answer_key

# As in `python -m grading`: nothing needs it, and every process would wait for it.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

# The longest files, the longest first: begun last, one would keep a core waiting.
LONGEST = [
    f"{name}.py"
    for name in (
        "test_equal_to_nbgrader",
        "test_solved_notebooks",
        "test_checks_are_proved",
        "test_kills",
        "test_batch",
        "test_attacks_on_the_grader",
        "test_fingerprints",
        "test_every_widget",
        "test_cluster",
        "test_formgrader",
        "test_grade_verb",
        "test_command_line",
        "test_data_story",
        "test_feedback",
        "test_newcomer",
        "test_explore",
    )
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the order of the others, and within, stays."""
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.name, len(place)))


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
