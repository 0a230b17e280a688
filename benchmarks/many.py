"""Does grading a thousand submissions take more and more memory or time?

    python -P benchmarks/many.py [--size 1000]

One run of the grader over so many submissions, blank and half done. For every hundredth
one it prints the time since the one before, and the memory of the grader with all its
workers. The first hundred warm everything up; the last may not differ from the second.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from cs231n_utils.display import table
from grading.batch import collect, cores, grade_all, processes
from grading.editions import source_notebook, to_text
from grading.inside.memory import memory_of
from grading.limits import Limits
from grading.sandbox import BUBBLEWRAP
from grading.simulate import students
from grading.store import Store

NAME = "batchnorm"
# Growth from the second hundred to the last that counts as none.
ALLOWED = 1.05


def hand_in(course: Path, size: int) -> None:
    kinds = students(NAME)
    texts = [to_text(kinds[kind]) for kind in ("blank", "half-right", "mistake")]
    for number in range(size):
        path = course / "submitted" / f"student-{number:04}" / NAME
        path.mkdir(parents=True)
        (path / f"{NAME}.ipynb").write_text(texts[number % 3], encoding="utf-8")


def run(course: Path) -> list[tuple[int, float, float]]:
    """Grade all; return count, seconds and megabytes for each hundred."""
    rows, start = [], time.perf_counter()
    with Store(course) as store:
        store.prepare(NAME, source_notebook(NAME))
        jobs = list(collect(course / "submitted", NAME, Limits(), BUBBLEWRAP))
        graded = grade_all(jobs, processes(cores()), cores())
        for count, one in enumerate(graded, start=1):
            store.record(one.verdict, one.notebook)
            if count % 100 == 0:
                now = time.perf_counter()
                rows.append((count, now - start, memory_of(os.getpid())))
                start = now
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1000)
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as folder:
        hand_in(Path(folder), size)
        rows = run(Path(folder))
    print(f"{size} submissions of {NAME}, {cores()} cores")
    print(table(rows, ["submissions", "seconds for 100", "MB in all"]))
    seconds = sum(row[1] for row in rows)
    growth = rows[-1][2] / rows[min(1, len(rows) - 1)][2]
    print(f"{seconds:.0f} s, {60 * size / seconds:.0f} a minute.")
    print(f"Memory at the end: {growth:.2f} times that after 200.")
    sys.exit(0 if growth <= ALLOWED else 1)


if __name__ == "__main__":
    main()
