"""How far right and wrong answers stay from the tolerances of the checks.

Runs all stored answers through all checks and prints the largest error of a right
answer and the smallest error for which a wrong one failed.

    python -P benchmarks/check_margins.py
"""

import math
import warnings
from collections import defaultdict

import numpy as np

from cs231n_utils import checks
from cs231n_utils.gradient_check import GRADIENT_TOLERANCE
from grading.checking import check_answers
from grading.editions import released
from grading.proof import stored_answers

errors: dict[str, list[float]] = defaultdict(list)


def record() -> None:
    """Note the error of every comparison that a check makes."""
    compare, check = checks.difference, checks.check_backward

    def difference(got: np.ndarray, expected: np.ndarray) -> float:
        errors["values"].append(compare(got, expected))
        return errors["values"][-1]

    def check_backward(*args, **kwargs):
        report = check(*args, **kwargs)
        errors["gradients"].append(report.error)
        return report

    checks.difference, checks.check_backward = difference, check_backward
    # What is compared only to name a cause does not count.
    checks.diagnose = lambda *args: ""
    checks._cause = lambda *args: ""


def main() -> None:
    record()
    warnings.simplefilter("ignore")
    limits = {"values": checks.TOLERANCE, "gradients": GRADIENT_TOLERANCE}
    largest: dict[str, tuple[float, str]] = dict.fromkeys(limits, (0.0, ""))
    smallest: dict[str, tuple[float, str]] = dict.fromkeys(limits, (math.inf, ""))
    count = {True: 0, False: 0}
    for assignment in released():
        for answer in stored_answers(assignment):
            errors.clear()
            check_answers(assignment, answer.functions(assignment))
            count[answer.right] += 1
            for kind, limit in limits.items():
                below = [e for e in errors[kind] if e <= limit]
                above = [e for e in errors[kind] if e > limit]
                if answer.right and below:
                    largest[kind] = max(largest[kind], (max(below), answer.name))
                if not answer.right and above:
                    smallest[kind] = min(smallest[kind], (min(above), answer.name))
    print(f"{count[True]} right and {count[False]} wrong answers")
    for kind, limit in limits.items():
        print(f"{kind}: tolerance {limit:.0e}")
        print(f"  largest error of a right answer {largest[kind][0]:.1e}", end="")
        print(f"  ({largest[kind][1]})")
        print(f"  smallest error of a wrong one   {smallest[kind][0]:.1e}", end="")
        print(f"  ({smallest[kind][1]})")


if __name__ == "__main__":
    main()
