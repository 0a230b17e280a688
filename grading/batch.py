"""Grade many submissions at once: what to do, and how to get it done."""

from __future__ import annotations

import contextlib
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from grading.audit import environment_hash, seed_of, source_hash
from grading.inside.walls import PR_SET_PDEATHSIG, libc
from grading.intake.batch import NOTEBOOK
from grading.intake.files import Found, find
from grading.intake.notes import Note, read_notes
from grading.intake.reading import Unreadable, strip_outputs
from grading.limits import Limits
from grading.runner import File, Graded, Job, grade_one, submission_hash, unreadable

# A submission that takes its worker down so often is given up.
MAX_CRASHES = 2
# What decides whether a score is still that of what is there now.
SCORED_BY = ("submission", "source", "environment", "seed")


class BatchError(Exception):
    """Nothing can be graded; the message says why."""


def collect(
    submitted: Path,
    assignment: str,
    limits: Limits,
    sandbox: str,
    students: Sequence[str] | None = None,
) -> Iterator[Job]:
    """Yield a job for each submission in a folder in nbgrader's layout.

    Parameters
    ----------
    submitted : Path
        Holds STUDENT/ASSIGNMENT/*.ipynb.
    assignment : str
    limits : Limits
    sandbox : {"bubblewrap", "none"}
    students : list of str, optional
        Only these.
    """
    source, environment = source_hash(assignment), environment_hash()
    notes = read_notes(submitted, assignment)
    folders = {f.parent.name: f for f in submitted.glob(f"*/{assignment}")}
    unread = {student for student, note in notes.items() if note.why}
    for student in sorted({*folders, *unread}):
        if students is not None and student not in students:
            continue
        note = notes.get(student, Note())
        if student in folders:
            files = tuple(_read(found) for found in find(folders[student]))
            about = note.is_about(folders[student] / f"{assignment}.ipynb")
            repairs = note.repairs if about else ()
        else:
            files, repairs = (File("", 0.0, b"", note.why),), ()
        audit = {
            "submission": submission_hash(files),
            "source": source,
            "environment": environment,
            "seed": seed_of(student),
        }
        yield Job(student, assignment, files, audit, repairs, limits, sandbox)


def _read(found: Found) -> File:
    """Read a file without its outputs, or say why it cannot be read."""
    refused, data = found.refused, b""
    if not refused and Path(found.parts[-1]).suffix.lower() not in NOTEBOOK:
        refused = "It is no notebook."
    if not refused and found.open:
        try:
            with found.open() as stream:
                data = strip_outputs(stream)
        except (Unreadable, OSError) as error:
            refused = str(error)
    return File(found.name, found.modified, data, refused)


def is_current(job: Job, recorded: Mapping[str, str] | None) -> bool:
    """Tell whether what was recorded for a submission is what a grading would give."""
    return recorded is not None and all(
        job.audit[part] == recorded.get(part) for part in SCORED_BY
    )


def is_new(job: Job, recorded: Mapping[str, str] | None) -> bool:
    """Tell whether a student has handed in something that was never graded."""
    return recorded is None or job.audit["submission"] != recorded.get("submission")


def grade_all(
    jobs: Sequence[Job], start: Callable[[], Executor], workers: int
) -> Iterator[Graded]:
    """Grade submissions in parallel; yield each as soon as it is done.

    Parameters
    ----------
    jobs : list of Job
    start : callable
        Returns an executor. It is called again when that one breaks.
    workers : int
        How many submissions it works on at a time.
    """
    waiting, crashes = list(reversed(jobs)), Counter[str]()
    executor, running = _started(start), dict[Future[Graded], Job]()
    try:
        while waiting or running:
            while waiting and len(running) < 2 * workers:
                job = waiting.pop()
                running[executor.submit(grade_one, job)] = job
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = False
            for future in done:
                job = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    broken, running[future] = True, job
            if broken:
                # Any of those that ran may have broken it; each gets a pool to itself.
                _end(executor, running)
                suspects, running = list(running.values()), {}
                yield from _one_by_one(suspects, start, crashes)
                executor = _started(start)
    finally:
        _end(executor, running)


def _one_by_one(
    jobs: Sequence[Job], start: Callable[[], Executor], crashes: Counter[str]
) -> Iterator[Graded]:
    for job in jobs:
        while True:
            with _started(start) as executor:
                try:
                    yield executor.submit(grade_one, job).result()
                    break
                except BrokenProcessPool:
                    crashes[job.student] += 1
            if crashes[job.student] > MAX_CRASHES:
                yield unreadable(job, "Grading it ended the grader's process, thrice.")
                break


def _end(executor: Executor, running: Iterable[Future[Graded]]) -> None:
    """End an executor; what it has not begun is not begun any more."""
    for future in running:
        future.cancel()
    executor.shutdown()


def _started(start: Callable[[], Executor]) -> Executor:
    """Return an executor that is known to work."""
    executor = start()
    try:
        executor.submit(os.getpid).result()
    except BrokenProcessPool:
        raise BatchError("The grader's worker processes do not start.") from None
    return executor


def processes(workers: int) -> Callable[[], Executor]:
    """Return what starts a pool of processes on this machine."""

    def start() -> Executor:
        # Forked, they have imported all that they need; no thread of ours runs yet.
        return ProcessPoolExecutor(
            workers, get_context("fork"), _follow, (os.getpid(),)
        )

    return start


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


def _follow(grader: int) -> None:
    """Let this worker end when the grader is killed, and leave Ctrl-C to the grader."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != grader:
        os._exit(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def cluster(address: str) -> Iterator[tuple[Callable[[], Executor], int]]:
    """Connect to a scheduler of dask.distributed.

    Yields
    ------
    start : callable
        Returns an executor, as `grade_all` wants it.
    workers : int
        How many threads the workers have together.
    """
    from distributed import Client

    with Client(address, timeout=20) as client:
        threads = sum(client.nthreads().values())
        yield lambda: client.get_executor(retries=2, pure=False), max(1, threads)
