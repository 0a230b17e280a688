"""The pages of a class, written in parallel and only where something has changed."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from grading.feedback.grades import Grades
from grading.feedback.render import Source, render
from grading.inside.walls import PR_SET_PDEATHSIG, libc

HERE = Path(__file__).parent
# What makes a page besides this package.
CODE = (HERE.parent / "nbgrader_plugins.py",)
LIBRARIES = ("bleach", "jinja2", "latex2mathml", "mistune", "nbconvert", "pygments")
HEAD = 1024


@dataclass(frozen=True)
class Page:
    """A student's page.

    Attributes
    ----------
    student, assignment : str
    path : Path
    written : bool
        False where the page was there already and nothing has changed since.
    problem : str
        What the page leaves out and why, or why there is none; mostly nothing.
    """

    student: str
    assignment: str
    path: Path
    written: bool = True
    problem: str = ""


@dataclass(frozen=True)
class Task:
    """A page to write."""

    student: str
    source: Source
    path: Path


def write_feedback(
    root: Path,
    assignment: str,
    students: Sequence[str] | None = None,
    *,
    jobs: int | None = None,
    progress: Callable[[Page], object] = lambda page: None,
) -> list[Page]:
    """Write a page for each graded submission of an assignment.

    A page holds a hash of what it was made from: the graded notebook, what the
    gradebook says of it, this package and the libraries that convert. It is written
    anew when that hash has changed.

    Parameters
    ----------
    root : Path
        The course's folder, with `autograded/` and `gradebook.db`.
    assignment : str
    students : list of str, optional
        Only theirs.
    jobs : int, optional
        How many processes; by default one a core.
    progress : callable, optional
        Is called with each page.

    Returns
    -------
    pages : list of Page
        By student; those that were left alone, too.
    """
    pages, tasks = [], []
    for task in _tasks(root, assignment, students):
        if _is_current(task):
            pages.append(Page(task.student, assignment, task.path, written=False))
            progress(pages[-1])
        else:
            tasks.append(task)
    for page in _write_all(tasks, jobs or len(os.sched_getaffinity(0))):
        pages.append(page)
        progress(page)
    return sorted(pages, key=lambda page: page.student)


def _tasks(
    root: Path, assignment: str, students: Sequence[str] | None
) -> Iterator[Task]:
    # nbgrader takes seconds to import, and the processes that write need none of it.
    from grading.feedback.gradebook import read_grades

    known = read_grades(root / "gradebook.db", assignment)
    for student in sorted(known):
        path = Path(student, assignment, assignment)
        graded = root / "autograded" / path.with_suffix(".ipynb")
        if (students is None or student in students) and graded.is_file():
            text = graded.read_text(encoding="utf-8")
            key = _key(text, known[student])
            source = Source(assignment, text, known[student], key)
            yield Task(student, source, root / "feedback" / path.with_suffix(".html"))


def _key(notebook: str, grades: Grades) -> str:
    """Return the hash of what a page depends on."""
    parts = [notebook, json.dumps(grades.plain(), sort_keys=True), _maker()]
    hashes = "".join(hashlib.sha256(part.encode()).hexdigest() for part in parts)
    return hashlib.sha256(hashes.encode()).hexdigest()


@functools.cache
def _maker() -> str:
    """Return the hash of what makes pages."""
    files = [*CODE, *(p for p in sorted(HERE.rglob("*.*")) if p.suffix != ".pyc")]
    parts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]
    return "\n".join([*parts, *(f"{name} {version(name)}" for name in LIBRARIES)])


def _is_current(task: Task) -> bool:
    try:
        with task.path.open("rb") as page:
            return task.source.key.encode() in page.read(HEAD)
    except OSError:
        return False


def _write_all(tasks: Sequence[Task], jobs: int) -> Iterator[Page]:
    """Write pages in parallel; one that breaks its process breaks no other page."""
    if not tasks:
        return
    broken = []
    with _pool(min(jobs, len(tasks))) as pool:
        running: dict[Future[Page], Task] = {pool.submit(_write, t): t for t in tasks}
        for future in as_completed(running):
            try:
                yield future.result()
            except BrokenProcessPool:
                broken.append(running[future])
    for task in broken:
        with _pool(1) as pool:
            try:
                yield pool.submit(_write, task).result()
            except BrokenProcessPool:
                yield _none(task, "Writing it ended the process.")


def _pool(workers: int) -> ProcessPoolExecutor:
    """Start processes from one that has imported already what they all need."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["grading.feedback.render"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_follow)


def _follow() -> None:
    """Let this process end with the one that started it, and leave Ctrl-C to that."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _write(task: Task) -> Page:
    """Write one page; a reader sees the former one or all of this one."""
    try:
        page, problem = render(task.source)
    except Exception as error:
        return _none(task, f"It cannot be written: {type(error).__name__}: {error}")
    task.path.parent.mkdir(parents=True, exist_ok=True)
    partial = task.path.with_name(f".{task.path.name}.part")
    partial.write_text(page, encoding="utf-8", errors="replace")
    os.replace(partial, task.path)
    return Page(task.student, task.source.assignment, task.path, problem=problem)


def _none(task: Task, why: str) -> Page:
    return Page(task.student, task.source.assignment, task.path, False, why)
