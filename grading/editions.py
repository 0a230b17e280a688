"""From a source to its notebooks: the instructor's and the student's."""

from __future__ import annotations

import copy
import functools
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from nbgrader import preprocessors
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from cs231n_utils.fingerprints import STORED
from grading.keys import COURSE, assignments, source_path

# What `nbgrader generate_assignment` runs, less the steps that need a gradebook.
STEPS = (
    preprocessors.LockCells,
    preprocessors.ClearSolutions,
    preprocessors.ClearOutput,
    preprocessors.CheckCellMetadata,
    preprocessors.ComputeChecksums,
    preprocessors.ClearHiddenTests,
    preprocessors.ClearMarkScheme,
    preprocessors.ComputeChecksums,
    preprocessors.CheckCellMetadata,
)


def source_notebook(name: str) -> NotebookNode:
    """Return an assignment's source as a notebook, with answers and hidden tests."""
    return copy.deepcopy(_notebook(source_path(name).read_text(encoding="utf-8")))


def student_notebook(name: str) -> NotebookNode:
    """Return the notebook with holes in place of answers, and without hidden tests."""
    return copy.deepcopy(_student(source_path(name).read_text(encoding="utf-8")))


# Both take a tenth of a second and more, and are asked for again and again.
@functools.lru_cache(maxsize=32)
def _notebook(text: str) -> NotebookNode:
    notebook = jupytext.reads(text, fmt="py:percent")
    notebook.metadata = NotebookNode(
        {key: notebook.metadata[key] for key in ("cs231n", "kernelspec")}
    )
    seen: set[str] = set()
    for cell in notebook.cells:
        cell.id = _cell_id(cell, seen)
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return notebook


@functools.lru_cache(maxsize=32)
def _student(text: str) -> NotebookNode:
    notebook = copy.deepcopy(_notebook(text))
    resources = {"metadata": {"path": str(COURSE)}}
    for step in STEPS:
        notebook, resources = step(config=course_config()).preprocess(
            notebook, resources
        )
    return notebook


def is_released(name: str) -> bool:
    """Tell whether an assignment has a student notebook, or only an answer key yet."""
    header = source_path(name).read_text(encoding="utf-8").partition("\n# %%")[0]
    return bool(_notebook(header).metadata.cs231n.released)


def released() -> list[str]:
    """Return the names of the assignments that have a student notebook."""
    return [name for name in assignments() if is_released(name)]


def notebook_files(name: str) -> dict[Path, str]:
    """Return the files to be generated for an assignment, and what belongs in them."""
    files = {COURSE / "source" / name / f"{name}.ipynb": source_notebook(name)}
    if is_released(name):
        files[COURSE / "release" / name / f"{name}.ipynb"] = student_notebook(name)
    return {path: to_text(notebook) for path, notebook in files.items()}


def fingerprint_file() -> dict[Path, str]:
    """Return the file that names known mistakes, and what belongs in it."""
    from grading.fingerprints import stored_text  # it reads notebooks

    return {STORED: stored_text()}


def topics_file() -> dict[Path, str]:
    """Return the page that tells where topics are covered, and what belongs in it."""
    from grading.topics import topics_page  # it reads notebooks

    return topics_page()


def write_notebooks() -> list[Path]:
    """Generate notebooks, fingerprints and topics; return the files that changed."""
    every = [*map(notebook_files, assignments()), fingerprint_file(), topics_file()]
    changed = stale(every)
    for path, text in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(changed)


def stale_releases() -> list[Path]:
    """Return the generated files of the repository that do not equal their source."""
    every = [*map(notebook_files, released()), fingerprint_file(), topics_file()]
    return [path for path in stale(every) if COURSE / "source" not in path.parents]


def stale(every: Iterable[Mapping[Path, str]]) -> dict[Path, str]:
    """Return the generated files that are missing or differ on disk."""
    return {
        path: text
        for files in every
        for path, text in files.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    }


def to_text(notebook: NotebookNode) -> str:
    """Write a notebook the one way in which it is stored."""
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


@functools.cache
def course_config() -> Config:
    """Return the settings that plain nbgrader reads from the course folder."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(COURSE)).load_config()


def _cell_id(cell: NotebookNode, seen: set[str]) -> str:
    """Make an id from the cell itself, so that two runs give the same bytes."""
    base = cell.metadata.get("nbgrader", {}).get("grade_id")
    base = base or hashlib.sha256(cell.source.encode()).hexdigest()[:12]
    name, count = base, 1
    while name in seen:
        count += 1
        name = f"{base}-{count}"
    seen.add(name)
    return str(name)
