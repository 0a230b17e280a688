"""How often the checks blame the answer key, under differently seeded gradings.

Deterministic checks may never do so, statistical ones with probability below 1e-6 a
cell (see `cs231n_utils.chance`). Each grading draws other hidden inputs.

    python -P benchmarks/false_alarms.py --seeds 1000 batchnorm dropout

What cannot differ from one grading to another is run once: the visible part of a check,
and the whole of one that draws nothing. Numbers that are drawn without any seed are
drawn anew for each grading, from a seed that makes them come back.
"""

import argparse
import contextlib
import io
import multiprocessing
import os
import sys
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from unittest import mock

import numpy as np
from rich.console import Console
from rich.table import Table

from cs231n_utils.skeletons import fill, skeletons
from grading.checkers import compiled
from grading.checking import check_cells, exercises, filled_by_keys, setup
from grading.editions import released
from grading.keys import answer_key

MADE = np.random.default_rng
CHUNK = 20


class Unseeded:
    """Stands in for `default_rng`: numbers drawn without a seed can be drawn again."""

    def __init__(self, seed):
        self.seed, self.count = seed, 0

    def __call__(self, seed=None):
        if seed is not None:
            return MADE(seed)
        self.count += 1
        return MADE([self.seed, self.count])


class Check:
    """A test cell, run once on the key; `judge` runs what of it depends on the seed."""

    def __init__(self, name, text, given):
        self.name, self.parts = name, compiled(name, text)
        hidden = [i for i, part in enumerate(self.parts) if part[1]]
        self.start = hidden[0] if hidden else len(self.parts)
        # One dict for all runs, as functions of the cell look names up in it.
        self.scope, self.before = {}, given
        said, early = self._run(0, self.start, 0)
        after = dict(self.scope)
        self.said, late = (said, 0) if said else self._run(self.start, None, 0, after)
        self.chancy, self.seeded = bool(early or late), "hidden_rng(" in text
        if not early and not said:
            self.before = after
        else:
            self.start = 0

    def judge(self, seed):
        """Return what it says in another grading."""
        if not (self.seeded or self.chancy):
            return self.said
        return self._run(self.start, None, seed)[0]

    def _run(self, start, end, seed, before=None):
        """Return what parts of the cell say, and how often they draw without a seed."""
        os.environ["CS231N_SEED"] = f"false-alarms-{seed}"
        made, quiet = Unseeded(seed), contextlib.redirect_stdout(io.StringIO())
        self.scope.clear()
        self.scope.update(before or self.before)
        with mock.patch.object(np.random, "default_rng", made), quiet:
            try:
                for code, _, _ in self.parts[start:end]:
                    exec(code, self.scope)
            except Exception as error:
                return f"{type(error).__name__}: {error}", made.count
        return "", made.count


def checks_of(name):
    """Return the checks of an assignment, run once on its key."""
    given = setup(name) | {
        task: vars(answer_key(name))[task] for task in exercises(name)
    }
    for task in set(exercises(name)) & set(skeletons()):
        given[task] = fill(given[task])
    return [Check(key, c.source, given) for key, c in check_cells(name).items()]


def graded(seeds):
    """Return for each check its CPU time, and what it said where it failed."""
    rows = []
    for check in CHECKS:
        start = time.process_time()
        said = {seed: text for seed in seeds if (text := check.judge(seed))}
        rows.append((check.name, time.process_time() - start, said))
    return rows


def alarms(name, count, jobs):
    """Yield for each check: its name, what it depends on, CPU time, and alarms."""
    global CHECKS
    with filled_by_keys():
        CHECKS = checks_of(name)
        chunks = [range(i, min(i + CHUNK, count)) for i in range(0, count, CHUNK)]
        # Forked, so that the workers have what is compiled and filled.
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, context) if jobs > 1 else Here() as pool:
            done = list(pool.map(graded, chunks))
    for i, check in enumerate(CHECKS):
        said = {seed: text for rows in done for seed, text in rows[i][2].items()}
        yield check, sum(rows[i][1] for rows in done), said


class Here(contextlib.nullcontext):
    """Does the work of a pool in this process."""

    def __enter__(self):
        return self

    map = staticmethod(map)


def kind(check):
    if check.chancy:
        return "the seed, and chance"
    return "the seed" if check.seeded else "nothing: run once"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignment", nargs="*", default=released())
    parser.add_argument("--seeds", type=int, default=20, metavar="N")
    parser.add_argument("--jobs", type=int, default=1, metavar="N")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    total = Table("assignment", "checks", "gradings", "false alarms", "CPU s a grading")
    each = Table("check", "depends on", "gradings", "false alarms", "CPU ms a grading")
    raised = []
    for name in args.assignment:
        found = list(alarms(name, args.seeds, args.jobs))
        seconds = sum(cpu for _, cpu, _ in found) / args.seeds
        count = sum(len(said) for *_, said in found)
        row = (name, len(found), args.seeds, count, f"{seconds:.3f}")
        total.add_row(*map(str, row))
        for check, cpu, said in found:
            row = (check.name, kind(check), args.seeds, len(said))
            each.add_row(*map(str, row), f"{1000 * cpu / args.seeds:.1f}")
            raised += [(name, seed, check.name, text) for seed, text in said.items()]
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(each)
    console.print(total)
    for where in raised:
        print(*where)
    return int(bool(raised))


if __name__ == "__main__":
    raise SystemExit(main())
