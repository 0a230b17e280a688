"""Run an assignment's test cells on trusted answers, in this process.

For our own answers only: a submission's code must never run here.
"""

from __future__ import annotations

import contextlib
import functools
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import CodeType
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from cs231n_utils.skeletons import fill, filling, skeletons
from grading.editions import source_notebook
from grading.keys import answer_key, assignments


def check_cells(name: str) -> dict[str, NotebookNode]:
    """Return the test cells of an assignment, hidden parts included, by grade_id."""
    return {grade_id: cell for grade_id, cell, check in _marked(name) if check}


def exercises(name: str) -> list[str]:
    """Return the names of an assignment's exercises, in order."""
    return [grade_id for grade_id, _, check in _marked(name) if not check]


@functools.cache
def _marked(name: str) -> list[tuple[str, NotebookNode, bool]]:
    """Return the grade_id of each test cell and each exercise, and whether it tests."""
    return [
        (cell.metadata.nbgrader.grade_id, cell, is_grade(cell))
        for cell in _cells(name)
        if is_grade(cell) != is_solution(cell)
    ]


def graded_code(name: str) -> dict[str, str]:
    """Return the source of the setup cell, the answers and the test cells."""
    wanted = ["setup", *exercises(name), *check_cells(name)]
    sources = {c.metadata.get("nbgrader", {}).get("grade_id"): c for c in _cells(name)}
    return {grade_id: str(sources[grade_id].source) for grade_id in wanted}


def check_answers(name: str, answers: Mapping[str, Any]) -> dict[str, str]:
    """Run the test cells of an assignment on some answers.

    A cell that calls none of these functions says of them what it says of the key, and
    is run on the key once only.

    Parameters
    ----------
    name : str
        The assignment.
    answers : dict
        Functions by exercise; the key answers the others.

    Returns
    -------
    messages : dict
        For each test cell what its failure says, or "" where it passed.
    """
    on_key = _on_key(name, os.environ.get("CS231N_SEED"))
    concerned = [c for c, (_, called) in on_key.items() if called & set(answers)]
    said = {check: message for check, (message, _) in on_key.items()}
    return said | dict(each_message(name, answers, concerned))


@functools.cache
def _on_key(name: str, seed: str | None) -> dict[str, tuple[str, frozenset[str]]]:
    """Return what each test cell says of the key, and which exercises it calls."""
    called: set[str] = set()
    key = vars(answer_key(name))
    recorded = {n: _recorded(key[n], n, called) for n in exercises(name)}
    found = {}
    for check, message in each_message(name, recorded, check_cells(name)):
        found[check] = message, frozenset(called)
        called.clear()
    return found


def _recorded(
    function: Callable[..., Any], name: str, called: set[str]
) -> Callable[..., Any]:
    @functools.wraps(function)
    def recorded(*args: Any, **settings: Any) -> Any:
        called.add(name)
        return function(*args, **settings)

    return recorded


def each_message(
    name: str, answers: Mapping[str, Any], order: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Run some test cells in some order; yield what each says as soon as it has run."""
    cells = check_cells(name)
    with filled_by_keys():
        functions, known = vars(answer_key(name)) | dict(answers), skeletons()
        given = {key: functions[key] for key in exercises(name)}
        for key, function in given.items():
            given[key] = fill(function) if key in known else function
        names = setup(name)
        for grade_id in order:
            yield grade_id, _message(cells[grade_id].source, names | given)


def checks_of(name: str, exercise: str) -> list[str]:
    """Return the test cells that are about an exercise."""
    wanted = f"test-{exercise}-"
    return [check for check in check_cells(name) if f"{check}-".startswith(wanted)]


@contextlib.contextmanager
def filled_by_keys() -> Iterator[None]:
    """Fill every skeleton from the answer keys, until the `with` block ends."""
    keys = [vars(answer_key(name)) for name in assignments()]
    known, bodies = skeletons(), dict[str, Any]()
    for key in keys:
        bodies |= {k: v for k, v in key.items() if k in known}
    with filling(bodies):
        yield


@functools.cache
def _cells(name: str) -> list[NotebookNode]:
    return list(source_notebook(name).cells)


@functools.cache
def setup(name: str) -> dict[str, Any]:
    """Return what the notebook's setup cell imports."""
    (cell,) = (
        cell
        for cell in _cells(name)
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "setup"
    )
    namespace: dict[str, Any] = {}
    imports = [line for line in cell.source.splitlines() if line[:11] != "carry_over("]
    exec("\n".join(imports), namespace)
    return namespace


@functools.lru_cache(maxsize=1024)
def _compiled(source: str) -> CodeType:
    return compile(source, "<check>", "exec")


def _message(source: str, namespace: dict[str, Any]) -> str:
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            exec(_compiled(source), namespace)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    return ""
