"""How fast is grading? The same batch through nbgrader and through ours, in one run.

    python -P benchmarks/grading.py [--size 40] [--assignment batchnorm]

The batch is honest: right in other styles, typical mistakes, half done. nbgrader runs
as it comes, one process for all. Ours runs with sandbox and separate checks, one worker
a core. The limit is a plain `exec` of the same cells in forks of a warm process, one a
core, with nothing around it: no sandbox, no repair, no outputs, no gradebook.
"""

import argparse
import contextlib
import io
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from cs231n_utils.display import table
from grading.batch import collect, cores, grade_all, processes
from grading.checking import check_cells
from grading.course import Course
from grading.limits import Limits
from grading.sandbox import BUBBLEWRAP
from grading.simulate import answers_of, simulated_class, submission

HONEST = ("right", "mistake", "unfinished-half", "unfinished-every")


def honest(assignment: str, size: int) -> dict[str, bytes]:
    """Return so many honest submissions, by student."""
    handed = simulated_class(assignment, size=40)
    files = [h.file for h in handed if h.student.startswith(HONEST)]
    return dict(zip(names(size), itertools.cycle(files), strict=False))


def names(size: int) -> list[str]:
    return [f"student-{number:04}" for number in range(size)]


def hand_in(course: Path, assignment: str, files: dict[str, bytes]) -> None:
    for student, data in files.items():
        path = course / "submitted" / student / assignment / f"{assignment}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(data)


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command; return its wall time and processor time in seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return wall, used


def scores(course: Path, assignment: str) -> dict[tuple[str, str], float | None]:
    """Return the automatic scores in a gradebook, by student and check."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            (s.student.id, grade.name): grade.auto_score
            for s in book.assignment_submissions(assignment)
            for notebook in s.notebooks
            for grade in notebook.grades
        }


def cells_of(assignment: str) -> list[str]:
    """Return what a solved notebook and its checks run, experiments left out."""
    checks = check_cells(assignment)
    return [
        checks[cell.id].source if cell.id in checks else cell.source
        for cell in submission(assignment, answers_of(assignment)).cells
        if cell.cell_type == "code"
        and "experiment" not in cell.metadata.get("tags", [])
    ]


def run_plainly(cells: list[str]) -> None:
    """Run cells in a fork, and nothing else."""
    if os.fork() == 0:
        namespace: dict[str, object] = {"__name__": "__main__"}
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in cells:
                exec(cell, namespace)
        os._exit(0)
    _, status = os.wait()
    assert status == 0


def limit(assignment: str, size: int) -> float:
    """Return the wall time of so many plain runs on all cores."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    cells = cells_of(assignment)
    with ProcessPoolExecutor(cores(), mp_context=get_context("spawn")) as pool:
        list(pool.map(run_plainly, [cells] * cores()))
        start = time.perf_counter()
        list(pool.map(run_plainly, [cells] * size))
        return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=40)
    parser.add_argument("--assignment", default="batchnorm")
    args = parser.parse_args()
    name, files = args.assignment, honest(args.assignment, args.size)
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = Path(folder, "theirs"), Path(folder, "ours")
        Course(theirs).prepare(name)
        ours.mkdir()
        for course in (theirs, ours):
            hand_in(course, name, files)
        nbgrader = str(Path(sys.executable).with_name("nbgrader"))
        python = [sys.executable, "-m", "grading", "grade", name]
        rows = {
            "nbgrader autograde": timed([nbgrader, "autograde", name], theirs),
            "python -m grading grade": timed(
                [*python, "--course", str(ours)], Path.cwd()
            ),
        }
        equal = scores(theirs, name) == scores(ours, name)
        plain = limit(name, args.size)
        memory = memory_of_workers(Path(folder, "third"), name, files)
    first = rows["nbgrader autograde"][0]
    lines = [
        (what, wall, wall / args.size, used / args.size, first / wall)
        for what, (wall, used) in rows.items()
    ]
    lines.append(
        ("plain exec, the limit", plain, plain / args.size, None, first / plain)
    )
    header = ["how", "seconds", "a submission", "processor", "times nbgrader"]
    print(f"{args.size} honest submissions of {name}, {cores()} cores")
    print(table([["" if v is None else v for v in line] for line in lines], header))
    print(f"Scores equal, cell by cell: {'yes' if equal else 'NO'}.")
    print(f"Memory of a worker with its warm processes: {memory:.0f} MB.")
    ratio = first / rows["python -m grading grade"][0]
    print(f"Ratio: {ratio:.1f} (6 is the least that will do).")
    sys.exit(0 if equal and ratio >= 6 else 1)


def memory_of_workers(course: Path, name: str, files: dict[str, bytes]) -> float:
    """Return the most memory that a worker had after a submission, in megabytes."""
    hand_in(course, name, dict(list(files.items())[:6]))
    jobs = list(collect(course / "submitted", name, Limits(), BUBBLEWRAP))
    return max(graded.footprint for graded in grade_all(jobs, processes(2), 2))


if __name__ == "__main__":
    main()
