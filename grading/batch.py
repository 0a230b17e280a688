"""Grade many submissions at once: what to do, and how to get it done."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from multiprocessing import get_context
from pathlib import Path

from grading.audit import environment_hash, seed_of, source_hash
from grading.inside.walls import PR_SET_PDEATHSIG, libc
from grading.intake.batch import NOTEBOOK
from grading.intake.files import Found, find
from grading.intake.notes import Note, read_notes
from grading.intake.reading import Unreadable, strip_outputs
from grading.intake.template import template
from grading.limits import Limits
from grading.runner import (
    SHORT,
    File,
    Graded,
    Job,
    grade_one,
    submission_hash,
    unreadable,
)
from grading.sandbox import SandboxError

# A submission that takes its worker down so often is given up.
ATTEMPTS = 3
# How long workers may take to start, and a scheduler to answer, in seconds.
PATIENCE, ANSWER = 120, 20
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
    template(assignment)  # read once, for all workers that are forked
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

    Raises
    ------
    BatchError
        When nothing can be graded, or no longer. What was yielded before counts.
    """
    waiting, suspects = deque(jobs), list[Job]()
    while waiting:
        yield from _together(waiting, suspects, start, 2 * workers)
    for job in suspects:
        yield _alone(job, start)


def _together(
    waiting: deque[Job],
    suspects: list[Job],
    start: Callable[[], Executor],
    room: int,
) -> Iterator[Graded]:
    """Grade what waits until the executor breaks; note who may have broken it."""
    running: dict[Future[Graded], Job] = {}
    with _pool(start, running) as executor:
        try:
            while waiting or running:
                while waiting and len(running) < room:
                    future = executor.submit(grade_one, waiting[0])
                    running[future] = waiting.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    error = _failure(future)
                    job = running.pop(future)
                    if error:
                        suspects.append(job)
                    else:
                        yield future.result()
        except BrokenExecutor:
            # Any of those that ran may have broken it; each gets a pool to itself.
            suspects += running.values() or [waiting.popleft()]


def _failure(future: Future[Graded]) -> BaseException | None:
    """Return why one submission was not graded; raise what is no fault of its own."""
    try:
        error = future.exception()
    except CancelledError:
        raise BatchError(
            "The cluster is lost. Start it and this command again to go on."
        ) from None
    if isinstance(error, BrokenExecutor | SandboxError):
        raise error
    return error


def _alone(job: Job, start: Callable[[], Executor]) -> Graded:
    """Grade a submission in a pool to itself, or give it up."""
    why = ""
    for _ in range(ATTEMPTS):
        with _pool(start) as executor:
            try:
                future = executor.submit(grade_one, job)
                error = _failure(future)
            except BrokenExecutor:
                why = "Grading it ended the grader's process, thrice."
                continue
        if error is None:
            return future.result()
        if isinstance(error, OSError | MemoryError):
            raise BatchError(f"This machine cannot grade {job.student}: {error}")
        said = " ".join(f"{type(error).__name__}: {error}".split())
        why = f"The grader failed on it, thrice: {said}"[:SHORT]
    return unreadable(job, why)


@contextlib.contextmanager
def _pool(
    start: Callable[[], Executor], running: Iterable[Future[Graded]] = ()
) -> Iterator[Executor]:
    """Hold an executor that works; what it has not begun in the end it never begins."""
    executor = start()
    try:
        _require_workers(executor)
        yield executor
    except BaseException:
        # Such as Ctrl-C: nobody waits for what is being graded now.
        _kill(executor)
        raise
    finally:
        for future in running:
            future.cancel()
        executor.shutdown()


def _require_workers(executor: Executor) -> None:
    try:
        executor.submit(_is_ready).result(PATIENCE)
    except (BrokenExecutor, TimeoutError):
        raise BatchError("The grader's worker processes do not start.") from None
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:SHORT]
        raise BatchError(f"The workers cannot grade. {said}") from None


def _is_ready() -> bool:
    """Tell, in a worker, that it has what it needs: this module, for one."""
    return True


def _kill(executor: Executor) -> None:
    """Kill the processes of a pool; Python 3.14 has `kill_workers` for it."""
    for process in list((getattr(executor, "_processes", None) or {}).values()):
        process.kill()


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
def _silence() -> Iterator[None]:
    """Keep the log of a library away: a lost connection fills pages, we need a line."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)


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
    from distributed.comm.core import connect

    async def shake_hands() -> None:
        comm = await asyncio.wait_for(connect(address, timeout=ANSWER), ANSWER + 2)
        comm.abort()

    # The client itself would wait for ever for a server of another kind.
    try:
        asyncio.run(shake_hands())
    except TimeoutError:
        raise TimeoutError("what is there is no scheduler.") from None
    with _silence(), Client(address, timeout=ANSWER) as client:
        if not (threads := sum(client.nthreads().values())):
            raise BatchError(
                f"The scheduler at {address} has no workers. `dask worker {address}` "
                "starts one."
            )
        yield lambda: client.get_executor(retries=2, pure=False), threads
