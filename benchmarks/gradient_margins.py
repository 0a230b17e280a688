"""How far right and wrong gradients stand from the tolerance of the gradient checks.

    python -P benchmarks/gradient_margins.py [--seeds 40]

Prints the largest error of right gradients and the smallest of wrong ones, with the
answer keys as layers, and the time of a check of a 1000 x 1000 array.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from cs231n_utils.classifiers import FullyConnectedNet
from cs231n_utils.gradient_check import (
    GRADIENT_TOLERANCE,
    GradientReport,
    check_backward,
    check_gradient,
)
from cs231n_utils.skeletons import filling, skeletons
from cs231n_utils.types import Array
from grading import answer_key

Found = Iterator[tuple[str, GradientReport]]


def keys() -> dict[str, Any]:
    """Return the answer of every skeleton by name."""
    return {
        name: getattr(answer_key(s.notebook), name) for name, s in skeletons().items()
    }


def loss_of(
    net: FullyConnectedNet, name: str, X: Array, y: Any
) -> Callable[..., float]:
    """Return the loss as a function of one parameter."""

    def loss(value: Array) -> float:
        before, net.params[name] = net.params[name], value
        try:
            return net.loss(X, y)[0]
        finally:
            net.params[name] = before

    return loss


def network_checks(seed: int, spoil: Callable[[Array], Array] = lambda g: g) -> Found:
    """Check all parameters of three nets, with 10 examples each."""
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(10, 15)), rng.integers(0, 10, 10)
    for norm in (None, "batchnorm", "layernorm"):
        net = FullyConnectedNet(
            [20, 30], 15, normalization=norm, weight_scale=5e-2, dtype="f8", seed=seed
        )
        _, grads = net.loss(X, y)
        for name, g in grads.items():
            if np.abs(g).max() < 1e-8 and spoil(g).any():
                continue  # Zero gradients stay zero, however they are spoilt.
            report = check_gradient(
                loss_of(net, name, X, y), net.params[name], spoil(g), seed=seed
            )
            yield f"net, {norm or 'plain'}", report


def layer_checks(seed: int) -> Found:
    """Check every layer on small and on large arrays."""
    rng = np.random.default_rng(seed)
    k = keys()
    for size, (N, D, M) in {"small": (10, 4, 5), "large": (50, 100, 80)}.items():
        x, w, b = rng.normal(size=(N, D)), rng.normal(size=(D, M)), rng.normal(size=M)
        gamma, beta = rng.normal(size=D), rng.normal(size=D)
        train = {"mode": "train", "p": 0.6, "seed": seed}
        for name, inputs, args in [
            ("affine", (x, w, b), ()),
            ("relu", (x,), ()),
            ("batchnorm", (3 + 5 * x, gamma, beta), (train,)),
            ("layernorm", (3 + 5 * x, gamma, beta), (train,)),
            ("dropout", (x,), (train,)),
        ]:
            forward, backward = k[f"{name}_forward"], k[f"{name}_backward"]
            yield (
                f"{name}, {size}",
                check_backward(forward, backward, inputs, args=args, seed=seed),
            )


def without_mean_term(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """Go back through batch norm as if the mean did not depend on x."""
    x_hat, _, std, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    return gamma / std * (dout - x_hat * dgamma / len(dout)), dgamma, dbeta


def wrong_layers(seed: int) -> Found:
    """Check layers with known mistakes."""
    rng = np.random.default_rng(seed)
    k = keys()
    x, w, b = rng.normal(size=(10, 5)), rng.normal(size=(5, 5)), rng.normal(size=5)

    def transposed(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
        dx, dw, db = k["affine_backward"](dout, cache)
        return dx, dw.T, db

    yield (
        "transposed dw",
        check_backward(k["affine_forward"], transposed, (x, w, b), seed=seed),
    )
    yield (
        "batch norm without a term",
        check_backward(
            k["batchnorm_forward"],
            without_mean_term,
            (x, b + 2, b),
            args=({"mode": "train"},),
            seed=seed,
        ),
    )


MISTAKES: dict[str, Callable[[Array], Array]] = {
    "sign": lambda g: -g,
    "factor 2": lambda g: 2 * g,
    "one part in 1000": lambda g: 1.001 * g,
    "largest entry missing": lambda g: np.where(np.abs(g) < np.abs(g).max(), g, 0),
}


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=40)
    seeds = range(parser.parse_args().seeds)
    right, wrong = defaultdict(list), defaultdict(list)
    with filling(keys()):
        for seed in seeds:
            for name, report in (*network_checks(seed), *layer_checks(seed)):
                right[name].append(report)
            for name, report in wrong_layers(seed):
                wrong[name].append(report)
            for mistake, spoil in MISTAKES.items():
                for _, report in network_checks(seed, spoil):
                    wrong[f"net, {mistake}"].append(report)
        print(f"tolerance {GRADIENT_TOLERANCE:g}, {len(seeds)} seeds")
        print("\nright gradients          largest error  failed  left out at kinks")
        for name, reports in right.items():
            skipped = sum(r.skipped for r in reports)
            share = skipped / sum(r.checked + r.skipped for r in reports)
            print(
                f"{name:24} {max(r.error for r in reports):13.1e}"
                f"  {sum(not r.passed for r in reports):6}  {share:17.2%}"
            )
        print("\nwrong gradients          smallest error  passed")
        for name, reports in wrong.items():
            least = min(r.error for r in reports)
            print(f"{name:24} {least:14.1e}  {sum(r.passed for r in reports):6}")
        print(f"\ncheck of 1000 x 1000 weights: {seconds_of_a_large_check():.2f} s")


def seconds_of_a_large_check() -> float:
    """Time a check of an affine layer with a million weights."""
    rng = np.random.default_rng(0)
    x, w, b = (rng.normal(size=s) for s in ((10, 1000), (1000, 1000), 1000))
    k = keys()
    start = time.perf_counter()
    report = check_backward(k["affine_forward"], k["affine_backward"], (x, w, b))
    assert report.passed
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
