"""What does a call across the gap cost, beside the same call in one process?

    python -P benchmarks/calls.py

A function is called here, in an answer process inside the sandbox one by one, and there
in one batch, as the probes of a gradient check are.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from cs231n_utils.display import table
from grading.limits import Limits
from grading.proxies import Box
from grading.sandbox import BUBBLEWRAP, Sandbox

CELL = """
import numpy as np
def batchnorm_forward(x, gamma, beta, bn_param):
    mean, var = x.mean(axis=0), x.var(axis=0)
    x_hat = (x - mean) / np.sqrt(var + 1e-5)
    return gamma * x_hat + beta, (x_hat, var, gamma)
"""
SIZES = [(10, 4), (100, 100), (500, 1000)]


@contextmanager
def answer_process() -> Iterator[Box]:
    sandbox = Sandbox(BUBBLEWRAP, Limits())
    sandbox.wait_until_ready()
    box = Box(sandbox.control, Limits(), time.monotonic() + 600)
    try:
        box.cell(CELL)
        yield box
    finally:
        box.close()
        sandbox.close()


def each(run: Callable[[], object], count: int) -> float:
    """Return the least microseconds for one of `count`, over five turns."""
    turns = []
    for _ in range(5):
        start = time.perf_counter()
        run()
        turns.append((time.perf_counter() - start) / count * 1e6)
    return min(turns)


def main() -> None:
    namespace: dict[str, Callable[..., object]] = {}
    exec(CELL, namespace)
    here, rows = namespace["batchnorm_forward"], []
    with answer_process() as box:
        there = box.names(["batchnorm_forward"])["batchnorm_forward"]
        for N, D in SIZES:
            rng = np.random.default_rng(0)
            args = (rng.normal(size=(N, D)), np.ones(D), np.zeros(D), {"mode": "train"})
            count = 200 if N * D < 10**5 else 10
            local = each(
                lambda args=args, n=count: [here(*args) for _ in range(n)], count
            )
            one = each(
                lambda args=args, n=count: [there(*args) for _ in range(n)], count
            )
            probes = [(args[0] + 1e-5 * i, *args[1:]) for i in range(count)]
            many = each(lambda probes=probes: list(there.many(probes)), count)
            rows.append((f"{N} x {D}", local, one, many, many / local))
    header = ["x", "here, µs", "one by one, µs", "in a batch, µs", "batch / here"]
    print(table(rows, header))


if __name__ == "__main__":
    main()
