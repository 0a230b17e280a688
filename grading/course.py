"""A course folder in nbgrader's layout, driven through nbgrader's own commands."""

from __future__ import annotations

import shutil
import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.utils import is_grade, is_solution
from sqlalchemy.exc import SAWarning
from traitlets.config.loader import PyFileConfigLoader

from grading.editions import source_notebook, to_text
from grading.keys import COURSE
from grading.store.tables import GRADEBOOK, make_gradebook


@dataclass
class Check:
    """One check of one submission."""

    score: float
    maximum: float
    message: str = ""
    written: bool = False
    waiting: bool = False


@dataclass
class Result:
    """What became of one submission."""

    student: str
    assignment: str
    score: float = 0.0
    maximum: float = 0.0
    verdict: str = "graded"
    reason: str = ""
    seconds: float = 0.0
    checks: dict[str, Check] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """Return the result as plain data."""
        return asdict(self)


class Course:
    """A copy of the course in which submissions are graded by plain nbgrader."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(
            COURSE,
            root,
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns(
                "*.ipynb", f"{GRADEBOOK}*", "submitted", "autograded", "feedback"
            ),
        )
        if not (book := root / GRADEBOOK).exists():
            make_gradebook(book)
        loader = PyFileConfigLoader("nbgrader_config.py", path=str(root))
        config = loader.load_config()
        config.CourseDirectory.db_url = f"sqlite:///{book}"
        # What passes between here and a kernel is nobody else's on this machine.
        config.KernelManager.transport_encryption = "auto"
        self.api = NbGraderAPI(config=config)
        self.api.coursedir.root = str(root)

    def prepare(self, name: str) -> None:
        """Write an assignment's source notebook; let nbgrader generate the release."""
        path = self.root / "source" / name / f"{name}.ipynb"
        path.write_text(to_text(source_notebook(name)), encoding="utf-8")
        _must(self.api.generate_assignment(name))

    def submit(self, name: str, notebooks: Mapping[str, NotebookNode]) -> None:
        """Put submissions where nbgrader expects them."""
        for student, notebook in notebooks.items():
            path = self.root / "submitted" / student / name / f"{name}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(to_text(notebook), encoding="utf-8")

    def grade(self, name: str, student: str) -> Result:
        """Autograde one submission, write its feedback, and read back its scores."""
        start = time.perf_counter()
        with warnings.catch_warnings():
            # nbgrader lets its database library warn about its own bookkeeping.
            warnings.simplefilter("ignore", SAWarning)
            answer = self.api.autograde(name, student)
        if not answer["success"]:
            reason = (answer.get("error") or answer.get("log") or "").strip()
            return Result(
                student, name, verdict="unreadable", reason=reason.splitlines()[-1]
            )
        _must(self.api.generate_feedback(name, student))
        result = self._read(name, student)
        result.seconds = time.perf_counter() - start
        return result

    def feedback(self, name: str, student: str) -> Path:
        """Return the path of a student's feedback page."""
        return self.root / "feedback" / student / name / f"{name}.html"

    def _read(self, name: str, student: str) -> Result:
        graded = self.root / "autograded" / student / name / f"{name}.ipynb"
        notebook = nbformat.read(graded, as_version=4)
        faults = [
            f"{cell.metadata.nbgrader.grade_id}: {error}"
            for cell in notebook.cells
            if is_solution(cell) and (error := _error(cell))
        ]
        result = Result(student, name, reason="; ".join(faults))
        result.verdict = "graded with faults" if faults else "graded"
        cells = {
            cell.metadata.nbgrader.grade_id: cell
            for cell in notebook.cells
            if is_grade(cell)
        }
        with Gradebook(f"sqlite:///{self.root / GRADEBOOK}") as book:
            submitted = book.find_submission_notebook(name, name, student)
            for grade in submitted.grades:
                result.checks[grade.name] = Check(
                    grade.score,
                    grade.max_score,
                    _error(cells[grade.name]),
                    written=is_solution(cells[grade.name]),
                    waiting=grade.needs_manual_grade,
                )
        result.score = sum(check.score for check in result.checks.values())
        result.maximum = sum(check.maximum for check in result.checks.values())
        return result


def grade_class(
    course: Course,
    name: str,
    notebooks: Mapping[str, NotebookNode],
    progress: Callable[[Result], None] = lambda result: None,
) -> list[Result]:
    """Take a class through nbgrader: release, submissions, grades and feedback."""
    course.prepare(name)
    course.submit(name, notebooks)
    results = []
    for student in notebooks:
        results.append(course.grade(name, student))
        progress(results[-1])
    return results


def _error(cell: NotebookNode) -> str:
    """Return a cell's error in one line, or nothing."""
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            return f"{output.ename}: {output.evalue}".strip()
    return ""


def _must(answer: dict[str, Any]) -> None:
    if not answer["success"]:
        raise RuntimeError(answer.get("error") or answer.get("log"))
