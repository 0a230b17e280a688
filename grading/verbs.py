"""The verbs that grade: grade, regrade, feedback, report, doctor."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from grading import batch
from grading.doctor import examine, machine
from grading.editions import released, source_notebook
from grading.feedback import write_feedback
from grading.keys import COURSE
from grading.limits import Limits
from grading.report import write_report
from grading.runner import Graded, Job
from grading.sandbox import BUBBLEWRAP, KINDS, NONE, require
from grading.store import Store
from grading.verdicts import UNREADABLE, Verdict

console = Console(stderr=True)
Add = Callable[[str, object, str], argparse.ArgumentParser]


class UsageError(Exception):
    """A verb was given what it cannot use; the message says what."""


def grade(args: argparse.Namespace) -> int:
    """Grade what was handed in, in parallel and in a sandbox.

    Submissions that are graded already are left alone. Exits with 0 when all could be
    read, with 1 when some could not.
    """
    _prepare(args)
    verdicts = []
    with _open(args) as store:
        for name in _named(args):
            verdicts += _grade_assignment(args, store, name)
        _penalise(store)
    verdicts.sort(key=lambda v: (v.assignment, v.student))
    if args.json:
        print(json.dumps([verdict.row() for verdict in verdicts], indent=1))
    elif verdicts:
        tables().print(verdict_table(verdicts))
    return int(any(verdict.verdict == UNREADABLE for verdict in verdicts))


def _grade_assignment(
    args: argparse.Namespace, store: Store, name: str
) -> list[Verdict]:
    recorded = store.audits(name)
    jobs = list(_jobs(args, name))
    todo = [job for job in jobs if batch.is_new(job, recorded.get(job.student))]
    others = [job for job in jobs if job not in todo]
    stale = [j for j in others if not batch.is_current(j, recorded.get(j.student))]
    for change in store.prepare(name, source_notebook(name)):
        console.print(f"{name}: {change}")
    verdicts, remarks = [], Counter[str]()
    for graded in _graded(args, todo, f"Grading {name}"):
        remarks.update(store.record(graded.verdict, graded.notebook))
        verdicts.append(graded.verdict)
    for remark, count in remarks.items():
        console.print(f"{name}, {count} submissions: {remark}")
    console.print(
        f"{name}: {len(todo)} graded, {len(others)} were graded already."
        if jobs
        else f"{name}: nobody has handed it in."
    )
    if stale:
        console.print(
            f"{name}: {len(stale)} were graded with other checks, another library or "
            f"another seed. `python -m grading regrade {name}` shows who would change."
        )
    return verdicts


def regrade(args: argparse.Namespace) -> int:
    """Show whose scores would change under today's checks; change them with --apply.

    Exits with 0 when nothing changes or changes were applied, with 1 when --apply would
    change something.
    """
    _prepare(args)
    changed = 0
    with _open(args) as store:
        for name in _named(args):
            changed += _regrade_assignment(args, store, name)
        if args.apply:
            _penalise(store)
    return int(changed > 0 and not args.apply)


def _regrade_assignment(args: argparse.Namespace, store: Store, name: str) -> int:
    recorded = store.audits(name)
    before = {verdict.student: verdict for verdict in store.verdicts(name)}
    jobs = [
        job
        for job in _jobs(args, name)
        if job.student in recorded
        and (args.all or not batch.is_current(job, recorded[job.student]))
    ]
    results = sorted(
        _graded(args, jobs, f"Regrading {name}"), key=lambda g: g.verdict.student
    )
    rows = [
        row for g in results for row in changes(before[g.verdict.student], g.verdict)
    ]
    students = {row[0] for row in rows}
    if rows:
        table = Table("student", "check", "before", "after", "it says now")
        for row in rows:
            table.add_row(*map(Text, row))
        tables().print(table)
    tense = "changed" if args.apply else "would change"
    print(f"{name}: of {len(jobs)} submissions graded anew, {len(students)} {tense}.")
    if args.apply:
        store.prepare(name, source_notebook(name))
        for graded in results:
            store.record(graded.verdict, graded.notebook, why="regraded")
    elif rows:
        print("Nothing was changed. Add --apply to change it.")
    return len(students)


def changes(before: Verdict, after: Verdict) -> list[tuple[str, str, str, str, str]]:
    """Return the checks whose score differs: student, check, before, after, message.

    Scores that a person gave stay, and are not listed.
    """
    rows = []
    for name in dict.fromkeys([*before.checks, *after.checks]):
        old, new = before.checks.get(name), after.checks.get(name)
        if (old or new) is None or (new and new.written and old):
            continue
        was = f"{old.score:g} / {old.maximum:g}" if old else "-"
        now = f"{new.score:g} / {new.maximum:g}" if new else "-"
        if was != now:
            said = (new.message if new else "").split("\n")[0][:80]
            rows.append((after.student, name, was, now, said))
    return rows


def feedback(args: argparse.Namespace) -> int:
    """Write the pages that students get back."""
    _require_course(args)
    for name in _named(args):
        with progress_bar(f"Feedback on {name}") as bar:
            bar(0, len([*args.course.glob(f"autograded/*/{name}/{name}.ipynb")]))
            pages = write_feedback(
                args.course,
                name,
                args.student or None,
                jobs=args.jobs,
                progress=lambda *_, bar=bar: bar(),
            )
        for page in pages:
            if page.problem:
                console.print(f"{name}, {page.student}: {page.problem}")
        print(f"{name}: {len(pages)} pages in {args.course / 'feedback'}.")
    return 0


def report(args: argparse.Namespace) -> int:
    """Write the report on a graded class: one page with figures."""
    _require_course(args)
    with _open(args) as store:
        verdicts = [v for name in _named(args) for v in store.verdicts(name)]
    if not verdicts:
        raise UsageError("Nothing is graded yet: `python -m grading grade` does it.")
    write_report(verdicts, args.out)
    print(f"The report on {len(verdicts)} submissions is {args.out}.")
    return 0


def doctor(args: argparse.Namespace) -> int:
    """Test every wall of the sandbox here, and print which ones hold."""
    require(BUBBLEWRAP)
    found = []
    with console.status("Breaking out") as status:
        for finding in examine():
            status.update(f"{finding.wall}: {'holds' if finding.holds else 'BROKEN'}")
            found.append(finding)
    if args.json:
        print(json.dumps({"machine": machine(), "walls": [asdict(f) for f in found]}))
    else:
        for what, is_here in machine().items():
            print(f"{what + ':':12} {is_here}")
        table = Table("wall", "holds", "what was seen")
        for f in found:
            table.add_row(f.wall, "yes" if f.holds else "NO", Text(f.seen.strip()))
        tables().print(table)
    broken = sum(not finding.holds for finding in found)
    if broken and not args.json:
        print(f"{broken} walls do not hold. Do not grade strangers' work here.")
    return int(broken > 0)


# What they share


def add_verbs(add: Add) -> None:
    """Add the arguments of these verbs to a parser."""
    made = add("grade", grade, "grade batchnorm --jobs 4")
    _add_choice(made)
    _add_running(made)
    made.add_argument("--json", action="store_true", help="print the verdicts as JSON")

    made = add("regrade", regrade, "regrade batchnorm --apply")
    _add_choice(made)
    _add_running(made)
    made.add_argument("--apply", action="store_true", help="record the new scores")
    made.add_argument(
        "--all", action="store_true", help="also those whose checks have not changed"
    )

    made = add("feedback", feedback, "feedback batchnorm")
    _add_choice(made)
    made.add_argument("--jobs", type=int, metavar="N", help="processes at a time")

    made = add("report", report, "report --out report.html")
    _add_choice(made)
    made.add_argument("--out", type=Path, default=Path("report.html"))

    made = add("doctor", doctor, "doctor")
    made.add_argument("--json", action="store_true", help="print the findings as JSON")


def _add_choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "assignment", nargs="*", metavar="ASSIGNMENT", help="default: all of them"
    )
    parser.add_argument(
        "--student",
        action="append",
        default=[],
        metavar="NAME",
        help="only this student; may be repeated",
    )
    parser.add_argument(
        "--course",
        type=Path,
        default=COURSE,
        metavar="FOLDER",
        help="holds submitted/ and gradebook.db (default: assignments)",
    )


def _add_running(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--jobs",
        type=int,
        default=batch.cores(),
        metavar="N",
        help="submissions at a time (default: one a core)",
    )
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="a scheduler of dask.distributed"
    )
    parser.add_argument(
        "--sandbox",
        choices=KINDS,
        default=BUBBLEWRAP,
        help="none: run submissions with your own rights, if you trust every student",
    )
    defaults = Limits()
    for name, what in {
        "cell": "seconds for one cell",
        "notebook": "seconds for one submission",
        "memory": "megabytes for one submission",
    }.items():
        value = getattr(defaults, name)
        parser.add_argument(
            f"--limit-{name}",
            type=type(value),
            default=value,
            metavar="N",
            help=f"{what} (default: {value})",
        )


def _prepare(args: argparse.Namespace) -> None:
    """Refuse what cannot work, before anything is touched."""
    _require_course(args)
    if args.jobs < 1:
        raise UsageError("--jobs must be at least 1.")
    require(args.sandbox)
    if args.sandbox == NONE:
        console.print(
            "[bold]Without a sandbox[/bold], submissions run with your own rights: "
            "they can read, change and send whatever you can. Each verdict says so."
        )


def _require_course(args: argparse.Namespace) -> None:
    if not args.course.is_dir():
        raise UsageError(f"There is no folder {args.course}.")
    for name in args.assignment:
        if name not in released():
            known = ", ".join(released())
            raise UsageError(f"There is no notebook {name!r}. There are: {known}.")


def _named(args: argparse.Namespace) -> list[str]:
    return args.assignment or released()


def _open(args: argparse.Namespace) -> Store:
    store = Store(args.course)
    store.sweep()
    return store


def _penalise(store: Store) -> None:
    for change in store.refresh_penalties():
        console.print(change)


def _jobs(args: argparse.Namespace, name: str) -> Iterator[Job]:
    limits = Limits(
        cell=args.limit_cell, notebook=args.limit_notebook, memory=args.limit_memory
    )
    students = args.student or None
    return batch.collect(
        args.course / "submitted", name, limits, args.sandbox, students
    )


def _graded(
    args: argparse.Namespace, jobs: Sequence[Job], what: str
) -> Iterator[Graded]:
    """Grade some jobs, on this machine or on a cluster, with a progress bar."""
    if not jobs:
        return
    with _executor(args, len(jobs)) as (start, workers), progress_bar(what) as bar:
        bar(0, len(jobs))
        for graded in batch.grade_all(jobs, start, workers):
            yield graded
            bar()


@contextlib.contextmanager
def _executor(
    args: argparse.Namespace, count: int
) -> Iterator[tuple[Callable[[], Executor], int]]:
    if not args.cluster:
        workers = min(args.jobs, count)
        yield batch.processes(workers), workers
        return
    try:
        connected = batch.cluster(args.cluster)
        start, workers = connected.__enter__()
    except ImportError:
        raise UsageError(
            "--cluster needs dask.distributed: pip install 'distributed'."
        ) from None
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"No scheduler answers at {args.cluster}: {error}") from None
    with contextlib.ExitStack() as stack:
        stack.push(connected)
        yield start, workers


@contextlib.contextmanager
def progress_bar(what: str) -> Iterator[Callable[..., None]]:
    """Show a progress bar; yields what moves it: bar(steps, total)."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Without a thread of its own: workers are forked while it is shown.
    progress = Progress(TextColumn(what), *columns, console=console, auto_refresh=False)
    with progress:
        task = progress.add_task(what, total=None)

        def bar(steps: int = 1, total: int | None = None) -> None:
            progress.update(task, advance=steps, total=total, refresh=True)

        yield bar


def tables() -> Console:
    """Return where tables are printed; in a file they have room."""
    return Console(width=None if sys.stdout.isatty() else 160)


def verdict_table(verdicts: Sequence[Verdict]) -> Table:
    """Return the verdicts as a table."""
    table = Table("student", "assignment", "score", "verdict", "reason")
    for v in verdicts:
        score = f"{v.score:g} / {v.maximum:g}"
        table.add_row(Text(v.student), v.assignment, score, v.verdict, Text(v.reason))
    return table
