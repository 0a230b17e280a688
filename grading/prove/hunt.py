"""Which mutants the checks kill: each runs in a process of its own, with limits."""

from __future__ import annotations

import os
import resource
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

from grading.checking import (
    check_answers,
    check_cells,
    checks_of,
    each_message,
)
from grading.keys import answer_key
from grading.prove.mutants import Mutant

# Of processor time, in seconds, and of memory, in bytes: what no right answer needs.
SECONDS, MEMORY = 10, 4 << 30
# What kills a mutant that is stopped from outside.
STOPPED = "limits"


def hunt(
    notebook: str,
    mutants: Sequence[Mutant],
    jobs: int,
    progress: Callable[[], None] = lambda: None,
    seconds: int = SECONDS,
) -> list[str]:
    """Run the checks on mutants.

    Parameters
    ----------
    notebook : str
    mutants : list of Mutant
    jobs : int
        How many processes.
    progress : callable, optional
        Called for each mutant that is done.
    seconds : int, default=10
        Of processor time, for all checks on one mutant.

    Returns
    -------
    killers : list of str
        For each mutant the first check that it fails, "limits" where it took too much
        time or memory, or "" where it survives.
    """
    killers = []
    start = partial(_start, notebook)
    killer_of_each = partial(killer_of, notebook, seconds)
    with ProcessPoolExecutor(jobs, get_context("spawn"), start) as pool:
        for killer in pool.map(killer_of_each, mutants):
            killers.append(killer)
            progress()
    return killers


def killer_of(notebook: str, seconds: int, mutant: Mutant) -> str:
    """Return what kills a mutant: its own checks first, then those of the notebook."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        try:
            _limit(seconds)
            said = next(_failed(notebook, mutant), "")
            os.write(write, b"+" + said.encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said[1:] if said else STOPPED


def _failed(notebook: str, mutant: Mutant) -> Iterator[str]:
    """Yield the checks that a mutant fails."""
    own = checks_of(notebook, mutant.exercise)
    order = [*own, *(check for check in check_cells(notebook) if check not in own)]
    answers = {mutant.exercise: _function(notebook, mutant)}
    for check, message in each_message(notebook, answers, order):
        if message:
            yield check


def _function(notebook: str, mutant: Mutant) -> Any:
    """Return a mutant as a function among the others of its key."""
    key = getattr(answer_key(notebook), mutant.exercise)
    names = dict(getattr(key, "__globals__", {}))
    exec(compile(mutant.source, mutant.name, "exec"), names)
    return names[mutant.exercise]


def _limit(seconds: int) -> None:
    """Limit time and memory; nothing can be read, and warnings are not shown."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # One that waits, for whatever it be, ends too.
    signal.alarm(12 * seconds)
    sys.stdin.close()
    warnings.simplefilter("ignore")


def _start(notebook: str) -> None:
    """Read the notebook once, before the forks: the key passes, and all is loaded."""
    warnings.simplefilter("ignore")
    if failed := {c: m for c, m in check_answers(notebook, {}).items() if m}:
        raise RuntimeError(f"The answer key of {notebook} fails: {failed}")
