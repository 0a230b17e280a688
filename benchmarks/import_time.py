"""What `import cs231n_utils` costs over `import numpy`.

    python -P benchmarks/import_time.py [--runs 15]

Prints the median seconds of each import in a fresh process, less that of a process
that imports nothing, then their difference (bar: 0.3 s) and ratio.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from statistics import median

STATEMENTS = {"nothing": "pass", "numpy": "import numpy", "ours": "import cs231n_utils"}
BAR = 0.3


def seconds(statement: str) -> float:
    """Return how long a fresh process takes to run a statement."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - started


def medians(runs: int) -> dict[str, float]:
    """Return the median seconds of each statement, taken in turns."""
    for statement in STATEMENTS.values():  # bytecode and file caches are warm then
        seconds(statement)
    times = [{k: seconds(s) for k, s in STATEMENTS.items()} for _ in range(runs)]
    return {k: median(taken[k] for taken in times) for k in STATEMENTS}


def main() -> int:
    """Print the table; return 1 when the difference exceeds the bar."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="processes a row")
    found = medians(parser.parse_args().runs)
    numpy, ours = (found[k] - found["nothing"] for k in ("numpy", "ours"))
    print(f"import numpy         {numpy:6.3f} s")
    print(f"import cs231n_utils  {ours:6.3f} s")
    print(f"over numpy's own     {ours - numpy:6.3f} s (bar {BAR} s)")
    print(f"ratio                {ours / numpy:6.2f}")
    return int(ours - numpy > BAR)


if __name__ == "__main__":
    sys.exit(main())
