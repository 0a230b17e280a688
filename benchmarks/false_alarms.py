"""How often the checks blame the answer key, under differently seeded gradings.

Deterministic checks may never do so, statistical ones with probability below 1e-6 a
cell (see `cs231n_utils.chance`). Each grading draws other hidden inputs.

    python -P benchmarks/false_alarms.py --seeds 1000 batchnorm dropout
"""

import argparse
import os
import time
import warnings

from rich.console import Console
from rich.table import Table

from grading.checking import check_answers
from grading.editions import released


def alarms(name, seeds):
    """Return what checks say of an assignment's key, by seed and cell."""
    found = {}
    for seed in seeds:
        os.environ["CS231N_SEED"] = f"false-alarms-{seed}"
        said = check_answers(name, {})
        found |= {(seed, check): text for check, text in said.items() if text}
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignment", nargs="*", default=released())
    parser.add_argument("--seeds", type=int, default=20, metavar="N")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    table = Table("assignment", "gradings", "false alarms", "CPU s a grading")
    raised = {}
    for name in args.assignment:
        start = time.process_time()
        found = alarms(name, range(args.seeds))
        seconds = (time.process_time() - start) / args.seeds
        table.add_row(name, str(args.seeds), str(len(found)), f"{seconds:.2f}")
        raised |= {(name, *where): text for where, text in found.items()}
    Console().print(table)
    for where, text in raised.items():
        print(*where, text)
    return int(bool(raised))


if __name__ == "__main__":
    raise SystemExit(main())
