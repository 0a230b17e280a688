"""The command line: `python -m grading VERB`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grading.batch import BatchError, cores
from grading.demo import run_demo
from grading.editions import released, stale_releases, write_notebooks
from grading.explore import serve
from grading.export import FORMS, ExportError, export
from grading.intake import Intake, intake
from grading.keys import COURSE
from grading.late import LateError
from grading.prove.verb import add_prove
from grading.publish import PROJECT, PublishError, publish
from grading.sandbox import SandboxError
from grading.scaffold.insert import ScaffoldError
from grading.scaffold.verb import add_new_exercise
from grading.scaffold.waiting import waiting
from grading.store import StoreError
from grading.verbs import UsageError, add_verbs

BUILD = PROJECT / "build"
ERRORS = (
    *(PublishError, ExportError, UsageError, SandboxError, StoreError, LateError),
    *(BatchError, ScaffoldError, OSError),
)
console = Console(stderr=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; return its exit code."""
    args = _parser().parse_args(argv)
    try:
        return int(args.verb(args))
    except KeyboardInterrupt:
        print("grading: stopped. Start it again to go on.", file=sys.stderr)
        return 130
    except ERRORS as error:
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
    print(f"{len(changed)} files changed.")
    return 0


def publish_edition(args: argparse.Namespace) -> int:
    """Write the student edition."""
    if places := [place for name in released() for place in waiting(name)]:
        raise PublishError(
            f"The notebooks hold lines that wait to be replaced: {len(places)}. "
            f"The first: {places[0]}"
        )
    kept = publish(args.out, args.unlock, keep=not args.force)
    for path in kept:
        print(f"kept as it was: {path}")
    print(f"The student edition is in {args.out}. Its README says how to set it up.")
    return 0


def lab(args: argparse.Namespace) -> int:
    """Open the course in JupyterLab; what was written there before stays."""
    publish(args.out)
    command = [sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1"]
    if os.name == "posix" and os.geteuid() == 0:
        command.append("--allow-root")
    # Its kernels and programs are those of this environment, activated or not.
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join([programs, os.environ["PATH"]])
    return subprocess.call(command, cwd=args.out, env={**os.environ, "PATH": path})


def explore(args: argparse.Namespace) -> int:
    """Serve the widgets as one app in the browser, with the answers filled in."""
    return serve(args.port, args.browser)


def take_in(args: argparse.Namespace) -> int:
    """Take submissions in from folders, zips and notebooks, and mend them.

    Exits with 0 when all could be read, with 1 when some could not.
    """
    for source in args.source:
        if not source.exists():
            raise FileNotFoundError(f"There is no {source}.")
    if args.assignment not in released():
        raise UsageError(
            f"There is no notebook {args.assignment!r}. "
            f"There are: {', '.join(released())}."
        )
    if args.into.exists() and not args.into.is_dir():
        raise NotADirectoryError(f"{args.into} is a file. Name a folder.")
    with console.status("Reading") as status:

        def report(record: Intake) -> None:
            status.update(f"Took in {record.student}")

        records = intake(args.source, args.assignment, args.into, report)
    if args.json:
        print(json.dumps([record.row() for record in records], indent=1))
    else:
        Console().print(_intake_table(records))
        count = sum(record.path is not None for record in records)
        print(f"{count} of {len(records)} submissions are in {_relative(args.into)}.")
    return int(not records or any(r.verdict == "unreadable" for r in records))


def _intake_table(records: Sequence[Intake]) -> Table:
    table = Table("student", "verdict", "what was found", show_lines=True)
    for r in records:
        said = "\n".join([*r.repairs, *r.remarks])
        table.add_row(Text(r.student), r.verdict, Text(said))
    return table


def demo(args: argparse.Namespace) -> int:
    """Take a simulated class from the student edition to feedback and a report."""
    return run_demo(args, main)


def export_grades(args: argparse.Namespace) -> int:
    """Write grades for nbgrader's CSV, Canvas, Moodle or Gradescope."""
    outcome = export(
        args.db,
        args.format,
        args.out,
        assignment=args.assignment,
        roster=args.roster,
        final=args.final,
    )
    for line in (*outcome.notes, *outcome.problems):
        print(f"grading: {line}", file=sys.stderr)
    if outcome.written:
        print(f"written: {args.out}")
    return 1 if outcome.problems else 0


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

    add_new_exercise(add)

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

    made = add("explore", explore, "explore --port 8866")
    made.add_argument("--port", type=int, default=8866)
    made.add_argument(
        "--no-browser",
        dest="browser",
        action="store_false",
        help="print the address only",
    )

    made = add("intake", take_in, "intake class.zip --assignment batchnorm")
    made.add_argument(
        "source", type=Path, nargs="+", metavar="SOURCE", help="a folder, zip or .ipynb"
    )
    made.add_argument("--assignment", required=True, metavar="NAME")
    made.add_argument(
        "--into",
        type=Path,
        default=COURSE / "submitted",
        metavar="FOLDER",
        help="where nbgrader looks for submissions (default: assignments/submitted)",
    )
    made.add_argument("--json", action="store_true", help="print the records as JSON")

    add_verbs(add)
    add_prove(add)

    made = add("demo", demo, "demo --json")
    made.add_argument(
        "assignment", nargs="*", metavar="ASSIGNMENT", help="default: batchnorm"
    )
    made.add_argument("--out", type=Path, default=BUILD / "demo")
    made.add_argument(
        "--size", type=int, default=36, metavar="N", help="students (default: 36)"
    )
    made.add_argument("--jobs", type=int, default=cores(), metavar="N")
    made.add_argument("--json", action="store_true", help="print the results as JSON")

    made = add(
        "export",
        export_grades,
        "export --format canvas --roster from-canvas.csv --out to-canvas.csv",
    )
    made.add_argument("--db", type=Path, default=COURSE / "gradebook.db")
    made.add_argument("--format", choices=FORMS, required=True)
    made.add_argument(
        "--out", type=Path, required=True, help="the file to write; Gradescope: folder"
    )
    made.add_argument("--assignment", metavar="NAME", help="export this one only")
    made.add_argument(
        "--roster", type=Path, help="the sheet from Canvas or Moodle to fill in"
    )
    made.add_argument(
        "--final", action="store_true", help="an error if grades wait for a person"
    )
    return parser
