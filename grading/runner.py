"""Grade one submission: what a worker does, on this machine or on another."""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import nbjson
from nbgrader.utils import compute_checksum, is_grade, is_solution

from grading.audit import digest
from grading.editions import source_notebook
from grading.inside.memory import memory_of
from grading.inside.wire import Line, Message, WireError
from grading.intake.batch import Chosen, choose
from grading.intake.files import Found
from grading.intake.reading import Unreadable
from grading.intake.template import template
from grading.limits import Limits
from grading.sandbox import BUBBLEWRAP, PROJECT, Sandbox
from grading.verdicts import FAULTS, GRADED, REPAIRED, UNREADABLE, Check, Verdict

# A cell with this error did not come to its end because of what it did to the process.
DEADLY = ("ProcessEnded", "TimeoutError")
SHORT = 300


@dataclass(frozen=True)
class File:
    """A file that was handed in, without outputs."""

    name: str
    modified: float
    data: bytes
    refused: str = ""


@dataclass(frozen=True)
class Job:
    """A submission to grade, and everything that its score depends on.

    Attributes
    ----------
    student, assignment : str
    files : tuple of File
    audit : dict
        Hashes of "source", "environment" and "submission", and the "seed".
    repairs : tuple of str
        What was mended before.
    limits : Limits
    sandbox : {"bubblewrap", "none"}
    """

    student: str
    assignment: str
    files: tuple[File, ...]
    audit: Mapping[str, str]
    repairs: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    sandbox: str = BUBBLEWRAP


@dataclass(frozen=True)
class Graded:
    """What became of a job.

    Attributes
    ----------
    verdict : Verdict
    notebook : str or None
        The graded notebook, for nbgrader's `autograded/`.
    footprint : float
        Memory of the worker and its warm processes, in megabytes.
    """

    verdict: Verdict
    notebook: str | None
    footprint: float = 0.0


def submission_hash(files: tuple[File, ...]) -> str:
    """Return the hash of what a student handed in."""
    return digest(p for f in files for p in (f.name, f.refused, f.data))


def grade_one(job: Job) -> Graded:
    """Grade a submission. It never raises for what is in the submission."""
    start = time.perf_counter()
    try:
        chosen = choose([_found(file) for file in job.files], job.assignment)
    except Unreadable as reason:
        return unreadable(job, str(reason), start)
    except (Exception, MemoryError) as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())[:SHORT]
        return unreadable(job, f"It could not be read: {why}", start)
    notebook, verdict = chosen.repaired.notebook, _verdict(job)
    _assemble(verdict, notebook, _examined(job, notebook), chosen)
    verdict.seconds = round(time.perf_counter() - start, 3)
    # Made of our own pieces, it needs no proof that it is a notebook.
    return Graded(verdict, nbjson.writes(notebook) + "\n", memory_of(os.getpid()))


def _found(file: File) -> Found:
    opened = functools.partial(io.BytesIO, file.data)
    parts = tuple(file.name.split("/"))
    return Found(parts, PROJECT, file.modified, opened, file.refused)


def _verdict(job: Job) -> Verdict:
    verdict = Verdict(job.student, job.assignment)
    verdict.audit = {**job.audit, "sandbox": job.sandbox}
    verdict.repairs = list(job.repairs)
    return verdict


def unreadable(job: Job, why: str, start: float | None = None) -> Graded:
    """Return what becomes of a submission that cannot be read."""
    verdict = _verdict(job)
    verdict.verdict, verdict.why = UNREADABLE, why
    verdict.checks = {
        grade_id: Check(0.0, _points(cell), written=is_solution(cell))
        for grade_id, cell in graded_cells(verdict.assignment).items()
    }
    if start is not None:
        verdict.seconds = round(time.perf_counter() - start, 3)
    return Graded(verdict, None)


@functools.cache
def graded_cells(assignment: str) -> dict[str, NotebookNode]:
    """Return the cells of an assignment's source that give points, by grade_id."""
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in source_notebook(assignment).cells
        if is_grade(cell)
    }


def _points(cell: NotebookNode) -> float:
    return float(cell.metadata.nbgrader.points)


def _examined(job: Job, notebook: NotebookNode) -> dict[str, Message]:
    """Let a check process examine a notebook; return what it reports, by cell."""
    message = {
        "assignment": job.assignment,
        "exercises": template(job.assignment).exercises,
        "seed": job.audit["seed"],
        "limits": job.limits.row(),
        "cells": _cells(notebook, job.assignment),
    }
    results: dict[str, Message] = {}
    for attempt in (1, 2):
        with station(job.sandbox, job.limits) as here:
            line = here.examine()
            try:
                line.send(message, [], 30)
                while "end" not in results:
                    result, _ = line.receive(job.limits.notebook + 90)
                    key = result.get("cell") or result.get("check") or "end"
                    results[key] = result
                return results
            except WireError:
                # Ours, not the student's: from the start, in new processes.
                here.close()
            finally:
                line.close()
        if attempt == 1:
            results.clear()
    return results  # what was earned before it ended


def _cells(notebook: NotebookNode, assignment: str) -> list[Message]:
    """Return the cells to be run, in order."""
    known, checks = template(assignment), graded_cells(assignment)
    cells: list[Message] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        slot = known.slots.get(cell.id)
        role = slot.role if slot and "nbgrader" in cell.metadata else "own"
        made: Message = {"id": cell.id, "role": role, "text": cell.source}
        if role == "check":
            source = checks[cell.metadata.nbgrader.grade_id]
            made |= {"text": source.source, "points": _points(source)}
            made["visible"] = cell.source
        elif "experiment" in cell.metadata.get("tags", []):
            continue
        cells.append(made)
    return cells


def _assemble(
    verdict: Verdict,
    notebook: NotebookNode,
    results: Mapping[str, Message],
    chosen: Chosen,
) -> None:
    """Write the results into the notebook and the verdict."""
    checks = graded_cells(verdict.assignment)
    verdict.repairs += chosen.repaired.repairs
    for cell in notebook.cells:
        result = results.get(cell.id, {})
        if cell.cell_type == "code":
            cell.outputs = [NotebookNode(o) for o in clean_outputs(result)]
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if is_grade(cell) and is_solution(cell):
            same = compute_checksum(cell) == cell.metadata.nbgrader.get("checksum")
            points = _points(checks[grade_id])
            verdict.checks[grade_id] = Check(0.0, points, "", True, not same)
        elif is_grade(cell):
            cell.source = checks[grade_id].source
            cell.metadata.nbgrader = NotebookNode(checks[grade_id].metadata.nbgrader)
            cell.metadata.nbgrader.checksum = compute_checksum(cell)
            verdict.checks[grade_id] = _check(checks[grade_id], result)
        elif fault := _fault(cell, result):
            verdict.faults.append(fault)
    end = results.get("end", {})
    verdict.memory = round(float(end.get("memory", 0.0)), 1)
    if not end:
        verdict.faults.append("The check process ended before it was done.")
    if verdict.audit["sandbox"] != BUBBLEWRAP:
        verdict.faults.append("It was run without a sandbox.")
    mended, failed = bool(verdict.repairs), bool(verdict.faults)
    verdict.verdict = REPAIRED if mended else FAULTS if failed else GRADED


def _check(source: NotebookNode, result: Message) -> Check:
    if not result:
        return Check(0.0, _points(source), "It was not checked: the grader stopped.")
    return Check(
        result["score"],
        _points(source),
        result["message"],
        notes=result["notes"],
        seconds=round(result["seconds"], 3),
    )


def _fault(cell: NotebookNode, result: Message) -> str:
    """Say in a sentence what went wrong in a cell of the student's."""
    error = result.get("error") or []
    name, text = (str(e) for e in [*error, "", ""][:2])
    if not name or (not is_solution(cell) and name not in DEADLY):
        return ""
    label = cell.metadata.get("nbgrader", {}).get("grade_id") or "A cell of their own"
    return f"{label}: {name}: {' '.join(text.split())}"[:SHORT]


TEXTS = {"stream": ("name", "text"), "error": ("ename", "evalue")}


def clean_outputs(result: Message) -> list[dict[str, Any]]:
    """Return the outputs that a process sent, each in nbformat's form or left out."""
    kept: list[dict[str, Any]] = []
    for output in result.get("outputs", ()):
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind in TEXTS:
            one: dict[str, Any] = {k: str(output.get(k, "")) for k in TEXTS[kind]}
            if kind == "error":
                lines = output.get("traceback")
                one["traceback"] = [*map(str, lines)] if type(lines) is list else []
            elif one["name"] not in ("stdout", "stderr"):
                continue
        elif kind in ("execute_result", "display_data"):
            data = output.get("data")
            if not isinstance(data, dict):
                continue
            one = {"data": {k: v for k, v in data.items() if isinstance(v, str)}}
            one["metadata"] = {}
            if kind == "execute_result":
                one["execution_count"] = None
        else:
            continue
        kept.append({"output_type": kind, **one})
    return kept


class Station:
    """The two warm processes of a worker: one for checks, one for answers."""

    def __init__(self, sandbox: str, limits: Limits) -> None:
        self.key = (sandbox, limits)
        self.answers = Sandbox(sandbox, limits)
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.checks = subprocess.Popen(
                [sys.executable, "-m", "grading.checkers", str(theirs.fileno())],
                env={**os.environ, **THREADS, "PYTHONPATH": str(PROJECT)},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self.answers.wait_until_ready()
        self.control.settimeout(60)
        if self.control.recv(64) != b"ready":
            raise RuntimeError("The check process does not start.")
        self.alive = True

    def serves(self, sandbox: str, limits: Limits) -> bool:
        """Tell whether it is what is wanted, and both processes are there."""
        both = (self.answers.process, self.checks)
        return self.key == (sandbox, limits) and all(p.poll() is None for p in both)

    def examine(self) -> Line:
        """Start a check process; return the line to it."""
        mine, theirs = socket.socketpair()
        with theirs:
            fds = [theirs.fileno(), self.answers.control.fileno()]
            socket.send_fds(self.control, [b"go"], fds)
        return Line(mine, trusting=True)

    def close(self) -> None:
        """Hang up; both processes and all that they started end."""
        self.alive = False
        self.control.close()
        self.answers.close()
        self.checks.wait()


THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_lock = threading.Lock()
_open: dict[int, Station] = {}


@contextlib.contextmanager
def station(sandbox: str, limits: Limits) -> Iterator[Station]:
    """Hold this worker's station, started when it is first needed."""
    with _lock:
        here = _open.get(os.getpid())
        if here and here.alive and not here.serves(sandbox, limits):
            here.close()
        if here is None or not here.alive:
            here = _open[os.getpid()] = Station(sandbox, limits)
        yield here


def close_station() -> None:
    """End this worker's warm processes."""
    with _lock:
        if (here := _open.pop(os.getpid(), None)) and here.alive:
            here.close()


atexit.register(close_station)
