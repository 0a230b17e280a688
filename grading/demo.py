"""A simulated class, taken all the way by the commands that an instructor types."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from grading.editions import released
from grading.keys import COURSE
from grading.publish import PublishError
from grading.sandbox import BUBBLEWRAP, NONE
from grading.simulate import Handed, simulated_class, write_class
from grading.store import Store
from grading.verbs import console, tables, verdict_table
from grading.verdicts import Verdict

Main = Callable[[Sequence[str]], int]
# One assignment shows all that there is to see.
DEFAULT = "batchnorm"


def run_demo(args: argparse.Namespace, main: Main) -> int:
    """Make a class, and take it from the student edition to feedback and report."""
    out: Path = args.out
    names = args.assignment or [DEFAULT]
    if unknown := sorted(set(names) - set(released())):
        known = ", ".join(released())
        raise PublishError(
            f"There is no assignment {unknown[0]!r}. There are: {known}."
        )
    if out.exists() and not (out / ".demo").exists() and any(out.iterdir()):
        raise PublishError(f"{out} is not empty. Name a folder of its own.")
    shutil.rmtree(out, ignore_errors=True)
    course = out / "course"
    course.mkdir(parents=True)
    (out / ".demo").touch()
    shutil.copy(COURSE / "nbgrader_config.py", course)
    handed_in = {
        name: write_class(_class(name, args.size), out / "handed-in" / name)
        for name in names
    }
    for command in _commands(out, course, handed_in, args):
        console.print(f"[dim]python -m grading {' '.join(command)}[/dim]")
        with contextlib.redirect_stdout(io.StringIO()):
            code = main(command)
        if code > 1:
            return code
    with Store(course) as store:
        verdicts = sorted(store.verdicts(), key=lambda v: (v.assignment, v.student))
    if args.json:
        print(json.dumps([verdict.row() for verdict in verdicts], indent=1))
    else:
        _tell(out, verdicts)
    return 0


def _class(name: str, size: int) -> list[Handed]:
    """Return a class; without a sandbox nobody in it does harm."""
    if shutil.which("bwrap"):
        return simulated_class(name, size)
    console.print(
        "bubblewrap is not here: the class is graded without a sandbox, and those who "
        "would do harm are left out."
    )
    several = simulated_class(name, 2 * size)
    return [one for one in several if not one.student.startswith("hostile")][:size]


def _commands(
    out: Path,
    course: Path,
    handed_in: dict[str, list[Path]],
    args: argparse.Namespace,
) -> list[list[str]]:
    """Return what an instructor would type."""
    commands = [["publish", str(out / "student-edition")]]
    for name, sources in handed_in.items():
        into = ["--assignment", name, "--into", str(course / "submitted")]
        commands.append(["intake", *map(str, sources), *into])
    at = ["--course", str(course)]
    walls = ["--sandbox", BUBBLEWRAP if shutil.which("bwrap") else NONE]
    grades = ["--db", str(course / "gradebook.db"), "--out", str(out / "grades.csv")]
    return [
        *commands,
        ["grade", *handed_in, *at, "--jobs", str(args.jobs), *walls, *DEMO_LIMITS],
        ["feedback", *handed_in, *at, "--jobs", str(args.jobs)],
        ["report", *handed_in, *at, "--out", str(out / "report.html")],
        ["export", "--format", "nbgrader", *grades],
    ]


# Some of the class loops on purpose, and nobody wants to wait for that.
DEMO_LIMITS = ["--limit-cell", "4", "--limit-notebook", "60", "--limit-memory", "800"]


def _tell(out: Path, verdicts: Sequence[Verdict]) -> None:
    """Print what became of everybody, and where it all is."""
    tables().print(verdict_table(verdicts))
    waiting = sum(verdict.waiting for verdict in verdicts)
    print(f"{waiting} written answers wait for a person; until then they count 0.")
    for what, name in {
        "Student edition": "student-edition",
        "Handed in": "handed-in",
        "Gradebook": "course/gradebook.db",
        "Feedback": "course/feedback",
        "Grades": "grades.csv",
        "Report": "report.html",
    }.items():
        path = out / name
        here = path.is_relative_to(Path.cwd())
        print(f"{what + ':':17}{path.relative_to(Path.cwd()) if here else path}")
