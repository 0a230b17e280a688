"""The command line: `python -m grading VERB`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from grading.course import Course, Result, grade_class
from grading.editions import released, stale_releases, write_notebooks
from grading.publish import PROJECT, PublishError, publish
from grading.report import write_report
from grading.simulate import simulated_class

BUILD = PROJECT / "build"
console = Console(stderr=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; return its exit code."""
    args = _parser().parse_args(argv)
    try:
        return int(args.verb(args))
    except (PublishError, OSError) as error:
        print(f"grading: {error}", file=sys.stderr)
        return 2


def notebooks(args: argparse.Namespace) -> int:
    """Generate the notebooks from their sources, or tell which are stale."""
    if args.check:
        stale = stale_releases()
        for path in stale:
            print(f"{path.relative_to(PROJECT)} does not equal its source.")
        if stale:
            print("Run `make notebooks`, and store the result.")
        return 1 if stale else 0
    changed = write_notebooks()
    for path in changed:
        print(f"written: {path.relative_to(PROJECT)}")
    print(f"{len(changed)} notebooks changed.")
    return 0


def publish_edition(args: argparse.Namespace) -> int:
    """Write the student edition."""
    kept = publish(args.out, args.unlock, keep=not args.force)
    for path in kept:
        print(f"kept as it was: {path}")
    print(f"The student edition is in {args.out}. Its README says how to set it up.")
    return 0


def lab(args: argparse.Namespace) -> int:
    """Open the course in JupyterLab; what was written there before stays."""
    publish(args.out)
    command = [sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1"]
    return subprocess.call(command, cwd=args.out)


def demo(args: argparse.Namespace) -> int:
    """Take a simulated class from the student edition to feedback and a report."""
    out: Path = args.out
    if out.exists() and not (out / ".demo").exists() and any(out.iterdir()):
        raise PublishError(f"{out} is not empty. Name a folder of its own.")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / ".demo").touch()
    publish(out / "student-edition")
    course, results = Course(out / "course"), []
    with console.status("Generating the assignments") as status:
        for name in released():
            submissions = simulated_class(name)

            def report(result: Result) -> None:
                status.update(f"Graded {result.student} ({result.seconds:.1f} s)")

            results += grade_class(course, name, submissions, report)
    write_report(results, out / "report.html")
    if args.json:
        print(json.dumps([result.row() for result in results], indent=1))
        return 0
    Console().print(_summary(results))
    for what, path in {
        "Student edition": out / "student-edition",
        "Gradebook": out / "course" / "gradebook.db",
        "Feedback": out / "course" / "feedback",
        "Report": out / "report.html",
    }.items():
        print(f"{what + ':':17}{_relative(path)}")
    return 0


def _summary(results: Sequence[Result]) -> Table:
    table = Table("student", "assignment", "score", "verdict", "reason")
    for r in results:
        score = f"{r.score:g} / {r.maximum:g}"
        table.add_row(r.student, r.assignment, score, r.verdict, r.reason)
    return table


def _relative(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m grading", description="Publish the course and grade it."
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    def add(name: str, verb: object, example: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(
            name,
            help=(verb.__doc__ or "").splitlines()[0],
            description=verb.__doc__,
            epilog=f"example: python -m grading {example}",
        )
        made.set_defaults(verb=verb)
        return made

    made = add("notebooks", notebooks, "notebooks --check")
    made.add_argument("--check", action="store_true", help="write nothing; 1 if stale")

    made = add("publish", publish_edition, "publish ~/edition --unlock backprop")
    made.add_argument("out", type=Path, metavar="OUT", help="the folder to write")
    made.add_argument(
        "--unlock",
        action="append",
        default=[],
        metavar="NAME",
        help="let students use the answers of this assignment; may be repeated",
    )
    made.add_argument(
        "--force", action="store_true", help="overwrite notebooks that are there"
    )

    made = add("lab", lab, "lab")
    made.add_argument("--out", type=Path, default=BUILD / "student-edition")

    made = add("demo", demo, "demo --json")
    made.add_argument("--out", type=Path, default=BUILD / "demo")
    made.add_argument("--json", action="store_true", help="print the results as JSON")
    return parser
