"""Notebooks with answers in them, and the points that those deserve."""

from __future__ import annotations

import ast
import functools
from collections.abc import Collection, Mapping

from nbformat import NotebookNode
from nbgrader.utils import is_solution

from grading.checking import check_cells, exercises
from grading.editions import source_notebook, student_notebook
from grading.intake.template import template
from grading.proof import Answer

Points = dict[str, float]


def answers_of(name: str) -> dict[str, str]:
    """Return the answers of the key by grade_id: code and written ones, in order."""
    return dict(_answers(name))


def submission(name: str, answers: Mapping[str, str]) -> NotebookNode:
    """Return the student notebook with some of its cells filled in."""
    notebook = student_notebook(name)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    return notebook


def with_stored(name: str, answer: Answer) -> dict[str, str]:
    """Return the answers of the key, with a stored answer in place of some.

    Each function of the file goes to the cell of its exercise. Whatever else the file
    holds goes before the first of them, where every later cell can use it.
    """
    text = answer.path.read_text(encoding="utf-8")
    functions, rest = {}, []
    for statement in ast.parse(text).body:
        source = ast.get_source_segment(text, statement) or ""
        if isinstance(statement, ast.FunctionDef) and statement.name in exercises(name):
            functions[statement.name] = decorated(name, statement.name, source)
        else:
            rest.append(source)
    first = next(exercise for exercise in exercises(name) if exercise in functions)
    functions[first] = "\n\n".join([*rest, functions[first]])
    return answers_of(name) | functions


def decorated(name: str, exercise: str, function: str) -> str:
    """Put what stands above a function in the student notebook above another one."""
    blank = template(name).slots[exercise].text
    above, found, _ = blank.partition(f"def {exercise}(")
    return above + function if found else function


def points_of(name: str, without: Collection[str] = ()) -> Points:
    """Return what each check gives to right answers.

    Parameters
    ----------
    name : str
        The assignment.
    without : list of str
        Exercises that are not answered: checks that call them give nothing.
    """
    slots = template(name).slots
    return {
        grade_id: 0.0
        if slots[grade_id].needs & set(without)
        else float(cell.metadata.nbgrader.points)
        for grade_id, cell in check_cells(name).items()
    }


@functools.cache
def _answers(name: str) -> dict[str, str]:
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in source_notebook(name).cells
        if is_solution(cell)
    }
