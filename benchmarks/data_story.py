"""Does a data set tell the lecture's story? Print a table of measured figures.

    python -P benchmarks/data_story.py
    python -P benchmarks/data_story.py --data cifar10 --trials 10

Networks and training stand here in full, apart from the course's own, so that the
figures say something about the data and not about what a student fills in.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from cs231n_utils.data import get_data
from cs231n_utils.toybox import draw_toybox

Layer = dict[str, np.ndarray]


class Epoch(NamedTuple):
    """What one epoch came to: mean and last cost, accuracy on validation examples."""

    cost: float
    last_cost: float
    val_acc: float


def make_net(sizes: tuple[int, ...], scale: float | None, norm: bool, seed: int):
    """Return layers of these sizes; `scale` None draws weights as He et al. do."""
    rng = np.random.default_rng(seed)
    net: list[Layer] = []
    for fan_in, fan_out in itertools.pairwise(sizes):
        std = np.float32(np.sqrt(2 / fan_in) if scale is None else scale)
        weights = std * rng.standard_normal((fan_in, fan_out), np.float32)
        net.append({"W": weights, "b": np.zeros(fan_out, np.float32)})
    for layer in net[:-1] if norm else []:
        layer["gamma"] = np.ones_like(layer["b"])
        layer["mean"], layer["var"] = np.zeros_like(layer["b"]), layer["gamma"].copy()
    return net


def forward(net: list[Layer], X: np.ndarray, train: bool = False):
    """Return scores and what the way back needs: inputs, normalised values, 1/std."""
    h, kept = X, []
    for layer in net:
        a, x_hat, inv = h @ layer["W"] + layer["b"], None, None
        if "gamma" in layer:
            if train:
                mean, var = a.mean(axis=0), a.var(axis=0)
                layer["mean"] += 0.1 * (mean - layer["mean"])
                layer["var"] += 0.1 * (var - layer["var"])
            else:
                mean, var = layer["mean"], layer["var"]
            inv = 1 / np.sqrt(var + np.float32(1e-5))
            x_hat = (a - mean) * inv
            a = layer["gamma"] * x_hat + layer["b"]
        out = a if layer is net[-1] else np.maximum(a, 0)
        kept.append((h, x_hat, inv, out))
        h = out
    return h, kept


def loss_and_gradients(net: list[Layer], X: np.ndarray, y: np.ndarray, reg: float):
    """Return softmax loss plus 0.5 reg sum W^2, and its gradients layer by layer."""
    scores, kept = forward(net, X, train=True)
    rows = np.arange(len(y))
    scores = scores - scores.max(axis=1, keepdims=True)
    exp = np.exp(scores)
    total = exp.sum(axis=1, keepdims=True)
    loss = float(np.mean(np.log(total[:, 0]) - scores[rows, y]))
    loss += 0.5 * reg * sum(float(np.sum(layer["W"] ** 2)) for layer in net)

    d = exp / total
    d[rows, y] -= 1
    d /= len(y)
    gradients: list[Layer] = []
    for layer, (h, x_hat, inv, out) in zip(net[::-1], kept[::-1], strict=True):
        if layer is not net[-1]:
            d = d * (out > 0)
        gradient = {"b": d.sum(axis=0)}
        if x_hat is not None:
            gradient["gamma"] = np.sum(d * x_hat, axis=0)
            d = d * layer["gamma"]
            d = inv * (d - d.mean(axis=0) - x_hat * np.mean(d * x_hat, axis=0))
        gradient["W"] = h.T @ d + np.float32(reg) * layer["W"]
        gradients.append(gradient)
        if layer is not net[0]:
            d = d @ layer["W"].T
    return loss, gradients[::-1]


def accuracy(net: list[Layer], X: np.ndarray, y: np.ndarray) -> float:
    """Return the share of examples whose best score is their class's."""
    return float(np.mean(forward(net, X)[0].argmax(axis=1) == y))


def train(
    data: dict[str, Any],
    *,
    lr: float,
    hidden: tuple[int, ...] = (50,),
    scale: float | None = 1e-4,
    norm: bool = False,
    reg: float = 0.0,
    decay: float = 1.0,
    momentum: float = 0.0,
    batch: int = 100,
    epochs: int = 10,
    seed: int = 0,
) -> Iterator[Epoch]:
    """Train by SGD and yield every epoch; stop after one whose cost is not finite."""
    X, X_val = (data[k].reshape(len(data[k]), -1) for k in ("X_train", "X_val"))
    y = data["y_train"]
    net = make_net((X.shape[1], *hidden, 10), scale, norm, seed)
    speed = [{k: np.zeros_like(layer[k]) for k in ("W", "b", "gamma") if k in layer}
             for layer in net]  # fmt: skip
    rng = np.random.default_rng(seed)
    with np.errstate(all="ignore"):  # some are meant to explode
        for _ in range(epochs):
            costs = []
            for some in np.split(rng.permutation(len(y)), range(batch, len(y), batch)):
                cost, gradients = loss_and_gradients(net, X[some], y[some], reg)
                costs.append(cost)
                for layer, v, gradient in zip(net, speed, gradients, strict=True):
                    for k, g in gradient.items():
                        v[k] = momentum * v[k] - np.float32(lr) * g
                        layer[k] += v[k]
            val_acc = accuracy(net, X_val, data["y_val"])
            yield Epoch(float(np.mean(costs)), costs[-1], val_acc)
            if not np.isfinite(costs[-1]):
                return
            lr *= decay


def first_loss(data: dict[str, Any], reg: float) -> float:
    """Return the 2-layer net's loss before any step."""
    X = data["X_train"][:1000].reshape(1000, -1)
    net = make_net((X.shape[1], 50, 10), 1e-4, norm=False, seed=0)
    return loss_and_gradients(net, X, data["y_train"][:1000], reg)[0]


def overfit(data: dict[str, Any], epochs: int = 200, seed: int = 0) -> Epoch:
    """Train on 20 examples, which also validate; return the last epoch."""
    few = {"X_train": data["X_train"][:20], "y_train": data["y_train"][:20]}
    few |= {"X_val": few["X_train"], "y_val": few["y_train"]}
    return list(train(few, lr=1e-3, batch=20, epochs=epochs, seed=seed))[-1]


def two_layer(data: dict[str, Any], seed: int = 0) -> Iterator[Epoch]:
    """Train the 2-layer net at a good rate."""
    return train(data, lr=1e-3, decay=0.95, reg=1e-3, epochs=15, seed=seed)


def linear(data: dict[str, Any], epochs: int = 10) -> float:
    """Return a linear classifier's best validation accuracy over three rates."""
    runs = [
        train(data, lr=lr, hidden=(), reg=1e-3, decay=0.9, epochs=epochs)
        for lr in (1e-6, 1e-5, 1e-4)
    ]
    return max(epoch.val_acc for run in runs for epoch in run)


def deep(data: dict[str, Any], epochs: int = 15) -> Iterator[Epoch]:
    """Train five layers of 100 with batch normalisation and momentum."""
    return train(data, lr=1e-2, momentum=0.9, decay=0.85, reg=0.05, epochs=epochs,
                 hidden=(100,) * 5, scale=None, norm=True)  # fmt: skip


def nearest(data: dict[str, Any], k: int = 10) -> float:
    """Return the validation accuracy of a vote among the k nearest pictures."""
    X, X_val = (data[n].reshape(len(data[n]), -1) for n in ("X_train", "X_val"))
    # |a - b|^2 = |a|^2 - 2 a b + |b|^2, and |b|^2 changes no order.
    distance = np.sum(X * X, axis=1) - 2 * X_val @ X.T
    votes = data["y_train"][np.argpartition(distance, k, axis=1)[:, :k]]
    winners = [np.bincount(vote, minlength=10).argmax() for vote in votes]
    return float(np.mean(winners == data["y_val"]))


def search(data: dict[str, Any], trials: int, epochs: int, decay: float, seed: int = 0):
    """Return (validation accuracy, lr, reg) of random trials, best first."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(trials):
        reg, lr = 10 ** rng.uniform(-4, 0), 10 ** rng.uniform(-4, -3)
        run = train(data, lr=lr, reg=reg, decay=decay, epochs=epochs)
        found.append((max(epoch.val_acc for epoch in run), lr, reg))
    return sorted(found, reverse=True)


def main() -> None:
    """Measure everything and print it, a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default="toybox", help="toybox (default) or cifar10")
    parser.add_argument("--num-train", type=int, help="fewer training examples")
    parser.add_argument("--seeds", type=int, default=3, help="runs of each rate")
    parser.add_argument("--trials", type=int, default=20, help="of the random search")
    args = parser.parse_args()
    data = get_data(args.data, num_train=args.num_train)
    seeds = range(args.seeds)

    def say(what: str, figure: str) -> None:
        print(f"{what:<44}{figure}", flush=True)

    start = time.process_time()
    draw_toybox(12_000)
    say("drawing the toy box", f"{time.process_time() - start:.1f} s of one core")
    say("training examples", f"{len(data['y_train']):,} ({args.data})")
    say("standard deviation of the pixels", f"{data['X_train'].std():.1f}")
    say("first loss, no regularisation", f"{first_loss(data, 0):.4f}")
    say("first loss, reg 1e3", f"{first_loss(data, 1e3):.4f}")
    for seed in seeds:
        last = overfit(data, seed=seed)
        say("20 examples, 200 epochs", f"cost {last.cost:.4f} acc {last.val_acc:.2f}")
    for seed in seeds:
        run = list(train(data, lr=1e-6, reg=1e-6, seed=seed))
        accs = " ".join(f"{epoch.val_acc:.3f}" for epoch in run)
        say("lr 1e-6", f"cost {run[0].cost:.4f} to {run[-1].cost:.4f}, val {accs}")
    run = list(train(data, lr=1e6, reg=1e-6))
    say("lr 1e6", f"epoch {len(run)}: cost {run[-1].cost} val {run[-1].val_acc:.3f}")
    for seed in seeds:
        run = list(train(data, lr=3e-3, reg=1e-6, epochs=25, seed=seed))
        calm = [epoch for epoch in run if epoch.cost < 3 * np.log(10)]
        best = max(epoch.val_acc for epoch in calm)
        say("lr 3e-3", f"best val {best:.3f}, explodes in epoch {len(calm) + 1}, "
            f"cost {run[-1].last_cost} in epoch {len(run)}")  # fmt: skip
    for seed in seeds:
        run = list(two_layer(data, seed))
        accs = " ".join(f"{epoch.val_acc:.3f}" for epoch in run)
        say("2-layer net, lr 1e-3, decay 0.95, reg 1e-3", f"val {accs}")
    for epochs, decay in ((5, 0.9), (15, 0.95)):
        for val_acc, lr, reg in search(data, args.trials, epochs, decay)[:3]:
            what = f"search, {args.trials} trials of {epochs} epochs, best"
            say(what, f"val {val_acc:.3f} lr {lr:.1e} reg {reg:.1e}")
    say("linear classifier, best of 3 rates", f"val {linear(data):.3f}")
    accs = " ".join(f"{epoch.val_acc:.3f}" for epoch in deep(data))
    say("5x100 net, batch norm, momentum", f"val {accs}")
    for k in (1, 5, 10):
        say(f"{k} nearest pictures", f"val {nearest(data, k):.3f}")


if __name__ == "__main__":
    main()
