"""How fast the networks train, against PyTorch on the CPU and a CS231n-style solver.

    python -P benchmarks/training.py [--steps 300] [--rounds 7]

Prints steps per second of each, and ratios: above 1 means that ours is faster. The
three take turns, round by round, so that a busy machine slows all of them; a ratio is
the median over rounds.
"""

from __future__ import annotations

import argparse
import itertools
import os
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from cs231n_utils import optim
from cs231n_utils.classifiers import FullyConnectedNet
from cs231n_utils.skeletons import filling, skeletons
from cs231n_utils.solver import Solver
from grading import answer_key

CASES = {
    "3072-50-10, sgd": ([50], None, "sgd"),
    "5 x 100 with batch norm, sgd_momentum": ([100] * 5, "batchnorm", "sgd_momentum"),
    "5 x 100 with batch norm, adam": ([100] * 5, "batchnorm", "adam"),
}
N, BATCH, RATE = 5000, 100, 1e-3


def make_data() -> dict[str, Any]:
    """Return random images with ten classes."""
    rng = np.random.default_rng(0)
    X = rng.standard_normal((N, 3072), dtype=np.float32)
    y = rng.integers(0, 10, N)
    return {"X_train": X, "y_train": y, "X_val": X[:100], "y_val": y[:100]}


def make_net(hidden: list[int], norm: str | None) -> FullyConnectedNet:
    """Return the net that all three train."""
    return FullyConnectedNet(hidden, normalization=norm, reg=1e-6, seed=0)


def ours(hidden: list[int], norm: str | None, rule: str, steps: int) -> float:
    """Return the seconds that our solver takes, measuring accuracy included."""
    solver = Solver(
        make_net(hidden, norm),
        make_data(),
        update_rule=rule,
        optim_config={"learning_rate": RATE},
        batch_size=BATCH,
        num_epochs=steps * BATCH // N,
        num_train_samples=100,
        verbose=False,
    )
    return seconds(solver.train)


def plain(hidden: list[int], norm: str | None, rule: str, steps: int) -> float:
    """Return the seconds of a loop as in CS231n: float64, drawn with replacement."""
    net, data = make_net(hidden, norm), make_data()
    X, y = data["X_train"].astype(np.float64), data["y_train"]
    net.dtype = np.dtype(np.float64)
    net.params = {k: v.astype(np.float64) for k, v in net.params.items()}
    configs = {name: {"learning_rate": RATE} for name in net.params}
    update, rng = getattr(optim, rule), np.random.RandomState(0)

    def train() -> None:
        for _ in range(steps):
            chosen = rng.choice(N, BATCH)
            _, grads = net.loss(X[chosen], y[chosen])
            for name, w in net.params.items():
                net.params[name], configs[name] = update(w, grads[name], configs[name])

    return seconds(train)


def pytorch(hidden: list[int], norm: str | None, rule: str, steps: int) -> float:
    """Return the seconds of the same net in PyTorch, eager mode, shuffled batches."""
    widths = [3072, *hidden]
    layers: list[torch.nn.Module] = []
    for D, M in itertools.pairwise(widths):
        layers.append(torch.nn.Linear(D, M))
        if norm:
            layers.append(torch.nn.BatchNorm1d(M))
        layers.append(torch.nn.ReLU())
    model = torch.nn.Sequential(*layers, torch.nn.Linear(widths[-1], 10))
    settings = {"lr": RATE, "weight_decay": 1e-6}
    optimizer = {
        "sgd": lambda p: torch.optim.SGD(p, **settings),
        "sgd_momentum": lambda p: torch.optim.SGD(p, momentum=0.9, **settings),
        "adam": lambda p: torch.optim.Adam(p, **settings),
    }[rule](model.parameters())
    data = make_data()
    X, y = torch.tensor(data["X_train"]), torch.tensor(data["y_train"])

    def train() -> None:
        for _ in range(steps * BATCH // N):
            for chosen in torch.randperm(N).split(BATCH):
                optimizer.zero_grad()
                loss = torch.nn.functional.cross_entropy(model(X[chosen]), y[chosen])
                loss.backward()
                optimizer.step()
                loss.item()

    return seconds(train)


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print one line for each case."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    torch.set_num_threads(cores)
    keys = {n: getattr(answer_key(s.notebook), n) for n, s in skeletons().items()}
    steps = max(1, options.steps * BATCH // N) * N // BATCH
    print(f"{steps} steps of {BATCH} images, {options.rounds} rounds, {cores} cores")
    print(f"{'steps a second':40} ours  CS231n-style  torch    ratios of ours")
    with filling(keys):
        for name, case in CASES.items():
            # The first round warms up.
            times = np.array(
                [
                    [train(*case, steps) for train in (ours, plain, pytorch)]
                    for _ in range(options.rounds + 1)
                ]
            )[1:]
            speed = steps / np.median(times, axis=0)
            ratios = np.median(times[:, 1:] / times[:, :1], axis=0)
            print(
                f"{name:40}{speed[0]:5.0f}{speed[1]:14.0f}{speed[2]:7.0f}"
                f"{ratios[0]:9.2f} x CS231n-style, {ratios[1]:.2f} x torch"
            )


if __name__ == "__main__":
    main()
