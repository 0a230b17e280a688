"""A simulated class: submissions that are right, half right, blank, wrong or broken."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from nbformat import NotebookNode
from nbgrader.utils import is_solution

from grading.checking import exercises
from grading.editions import source_notebook, student_notebook

# Each mistake: the exercise, a piece of its answer, and what stands there instead.
MISTAKES = {
    "batchnorm": {
        "momentum": (
            "batchnorm_forward",
            "momentum * running_mean + (1 - momentum) * mu",
            "(1 - momentum) * running_mean + momentum * mu",
        ),
        "test-mode": (
            "batchnorm_forward",
            "(x - running_mean) / np.sqrt(running_var + eps)",
            "(x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)",
        ),
        "no-mean-term": (
            "batchnorm_backward",
            "return dcentred + dmu / N, dgamma, dbeta",
            "return dcentred, dgamma, dbeta",
        ),
        "wrong-axis": (
            "layernorm_forward",
            "x - x.mean(axis=1, keepdims=True)",
            "x - x.mean(axis=0, keepdims=True)",
        ),
        "syntax": (
            "batchnorm_backward_alt",
            "return dx, dgamma, dbeta",
            "return dx, (",
        ),
        "raises": ("fold_batchnorm", 'bn_param["running_var"]', 'bn_param["variance"]'),
    },
}


def simulated_class(name: str) -> dict[str, NotebookNode]:
    """Return the submissions of a class, by student."""
    right = answers_of(name)
    some = exercises(name)[: len(exercises(name)) // 2]
    half = {exercise: right[exercise] for exercise in some}
    students = {
        "right": submission(name, right),
        "half-right": submission(name, half),
        "blank": submission(name, {}),
    }
    for mistake, (exercise, piece, instead) in MISTAKES.get(name, {}).items():
        if piece not in right[exercise]:
            raise LookupError(f"The answer to {exercise} no longer holds {piece!r}.")
        wrong = {exercise: right[exercise].replace(piece, instead)}
        students[mistake] = submission(name, right | wrong)
    return students


def answers_of(name: str) -> dict[str, str]:
    """Return the answers of the key by grade_id: code and written ones, in order."""
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in source_notebook(name).cells
        if is_solution(cell)
    }


def submission(name: str, answers: Mapping[str, str]) -> NotebookNode:
    """Return the student notebook with some of its cells filled in."""
    notebook = copy.deepcopy(student_notebook(name))
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    return notebook
