"""The student edition: a folder that a student can use without this repository."""

from __future__ import annotations

import ast
import shutil
import tomllib
from collections.abc import Sequence
from pathlib import Path

from nbgrader.utils import is_grade

from cs231n_utils.carry import NOTEBOOKS
from grading.editions import (
    is_released,
    released,
    source_notebook,
    student_notebook,
    to_text,
)
from grading.keys import COURSE, assignments

PROJECT = COURSE.parent
COPIED = (
    "cs231n_utils",
    "datasets/README.md",
    "datasets/registry.toml",
    "requirements.lock",
    "LICENSE",
    "LICENSE-TEXT",
)


class PublishError(Exception):
    """A student edition cannot be written; the message says why."""


def publish(out: Path, unlock: Sequence[str] = (), keep: bool = True) -> list[Path]:
    """Write the student edition.

    Parameters
    ----------
    out : Path
        The folder to write. What a student may have written there stays.
    unlock : list of str
        Assignments whose answers students may use. Those that have no notebook yet are
        unlocked in any case: there is nowhere to write them.
    keep : bool, default=True
        Leave notebooks alone that are there already.

    Returns
    -------
    kept : list of Path
        The notebooks that were there and differ from the course's.
    """
    if out.resolve() == PROJECT or PROJECT.resolve().is_relative_to(out.resolve()):
        raise PublishError(f"{out} holds this project. Name a folder of its own.")
    if out.exists() and not out.is_dir():
        raise PublishError(f"{out} is a file. Name a folder.")
    if unknown := sorted(set(unlock) - set(assignments())):
        raise PublishError(
            f"There is no assignment {unknown[0]!r}. "
            f"There are: {', '.join(assignments())}."
        )
    out.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        _copy(PROJECT / name, out / name)
    for name, text in _own_files().items():
        (out / name).write_text(text, encoding="utf-8")
    for name in assignments():
        if name in unlock or not is_released(name):
            target = out / "unlocked" / f"{name}.py"
            target.parent.mkdir(exist_ok=True)
            target.write_text(unlocked_key(name), encoding="utf-8")
    return [path for name in released() if (path := _put_notebook(name, out, keep))]


def unlocked_key(name: str) -> str:
    """Return the answers of an assignment as a Python file, without its checks."""
    kept = [
        node
        for cell in source_notebook(name).cells
        if cell.cell_type == "code" and not is_grade(cell)
        if "experiment" not in cell.metadata.get("tags", [])
        for node in ast.parse(cell.source).body
        if isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef)
    ]
    return f'"""Answers to {name}, unlocked."""\n\n' + "\n\n".join(
        ast.unparse(node) for node in kept
    )


def course_order(names: Sequence[str]) -> list[str]:
    """Sort assignments as the course takes them."""
    return sorted(names, key=lambda name: (*NOTEBOOKS, name).index(name))


def _put_notebook(name: str, out: Path, keep: bool) -> Path | None:
    """Write a notebook, unless the student's is there; return the one that was kept."""
    path, text = out / name / f"{name}.ipynb", to_text(student_notebook(name))
    if keep and path.exists():
        return path if path.read_text(encoding="utf-8") != text else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return None


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=ignored)
    else:
        shutil.copyfile(source, target)


def _own_files() -> dict[str, str]:
    """Return the files that only the student edition has."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    readme = (Path(__file__).parent / "student" / "README.md").read_text("utf-8")
    table = "\n".join(
        f"{i}. `{name}/{name}.ipynb`"
        for i, name in enumerate(course_order(released()), start=1)
    )
    dependencies = "\n".join(f'    "{d}",' for d in project["dependencies"])
    return {
        "README.md": readme.replace("@@NOTEBOOKS@@", table),
        "pyproject.toml": STUDENT_PROJECT.format(
            version=project["version"],
            python=project["requires-python"],
            dependencies=dependencies,
        ),
        "environment.yml": STUDENT_ENVIRONMENT.format(
            python=project["requires-python"]
        ),
    }


STUDENT_PROJECT = """\
[build-system]
requires = ["setuptools>=68"]
build-backend = "setuptools.build_meta"

[project]
name = "training-neural-networks-student"
version = "{version}"
requires-python = "{python}"
dependencies = [
{dependencies}
]

[tool.setuptools.packages.find]
include = ["cs231n_utils*"]
"""

STUDENT_ENVIRONMENT = """\
name: training-neural-networks
channels:
  - conda-forge
dependencies:
  - python{python}
  - pip
  - pip:
      - -c requirements.lock
      - -e .
"""
