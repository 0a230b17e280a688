"""Search hyperparameters on CIFAR-10 as the notebook does; print what was found.

    python -P benchmarks/cifar_search.py [FOLDER]

FOLDER holds CIFAR-10; by default it is `CS231N_CIFAR10`. A 2-layer net of 50 hidden
units is searched from coarse to fine, and the best few are trained for longer. 45,000
pictures train and 5,000 validate: the standard error of an accuracy is then 0.7 %.
Nothing is kept: every run trains anew. The functions are those of the answer key.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from cs231n_utils.classifiers.fc_net import FullyConnectedNet
from cs231n_utils.data import get_data
from cs231n_utils.skeletons import filling, skeletons
from cs231n_utils.solver import Solver
from cs231n_utils.trials import Trial, ranked, run_trials, seed_of
from grading import answer_key

KEY = answer_key("hyperparameter_search")
SPACE = {"lr": (1e-3, 1e-1), "reg": (1e-3, 1e-1)}
COARSE, FINE, FINAL = (16, 2), (8, 6), (3, 15)  # how many trials, of how many epochs
KEEP = 4  # so many of the best trials say where to look next
LAST = 0.06  # of the learning rate is left at the end of a trial


def prepared(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with every picture as a row, of numbers near one."""
    scale = data["X_train"].std()
    rows = {
        n: data[n].reshape(len(data[n]), -1) / scale for n in data if n.startswith("X_")
    }
    return data | rows


def solver_of(data: dict[str, Any], setting: dict[str, Any], epochs: int) -> Solver:
    """Return a solver for a net with 50 hidden units, not yet trained."""
    seed, size = seed_of(setting), data["X_train"].shape[1]
    net = FullyConnectedNet(
        [50], size, weight_scale="he", reg=setting["reg"], seed=seed
    )
    return Solver(
        net,
        data,
        update_rule="sgd_momentum",
        optim_config={"learning_rate": setting["lr"]},
        lr_decay=LAST ** (1 / epochs),
        num_epochs=epochs,
        num_train_samples=100,
        max_loss_ratio=3,
        verbose=False,
    )


def trial_of(
    data: dict[str, Any], epochs: int
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return a function that trains for so many epochs and tells how well."""

    def train(setting: dict[str, Any]) -> dict[str, Any]:
        solver = solver_of(data, setting, epochs)
        solver.train()
        accuracy = np.nan if solver.stopped else solver.best_val_acc
        test = solver.check_accuracy(data["X_test"], data["y_test"])
        return {"val_acc": accuracy, "stopped": solver.stopped, "test_acc": test}

    return train


def stage(
    data: dict[str, Any], points: list[dict[str, float]], epochs: int, folder: Path
) -> list[Trial]:
    """Train with each setting, and print what came of it."""
    start = time.perf_counter()
    trials = run_trials(trial_of(data, epochs), points, folder)
    best = ranked(trials)[0]
    print(
        f"{folder.name}: {len(points)} trials of {epochs} epochs in "
        f"{time.perf_counter() - start:.0f} s; best validation {best['val_acc']:.3f} "
        f"with lr {best['lr']:.3e}, reg {best['reg']:.3e}; "
        f"{sum(t['status'] == 'diverged' for t in trials)} diverged",
        flush=True,
    )
    return trials


def search(data: dict[str, Any], folder: Path, seed: int) -> Trial:
    """Search from coarse to fine, print each stage, and return the best trial."""
    rng, (n, epochs) = np.random.default_rng(seed), COARSE
    coarse = stage(data, KEY.random_points(SPACE, n, rng), epochs, folder / "coarse")
    print("  at the edge:", KEY.edge_warning(coarse, SPACE) or "nothing")
    space, (n, epochs) = KEY.refine(coarse, SPACE, KEEP), FINE
    fine = stage(data, KEY.random_points(space, n, rng), epochs, folder / "fine")
    n, epochs = FINAL
    points = [{name: t[name] for name in SPACE} for t in ranked(fine)[:n]]
    return ranked(stage(data, points, epochs, folder / "final"))[0]


def main() -> None:
    """Search, and print what was reached, with which setting, and in what time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default=os.environ.get("CS231N_CIFAR10"))
    parser.add_argument("--seed", type=int, default=231, help="of the search")
    args = parser.parse_args()
    if not args.folder:
        print("No CIFAR-10: give its folder, or set CS231N_CIFAR10.")
        return
    start = time.perf_counter()
    data = prepared(get_data("cifar10", path=args.folder, num_val=5000, num_test=10000))
    answers = {n: getattr(answer_key(s.notebook), n) for n, s in skeletons().items()}
    with filling(answers), tempfile.TemporaryDirectory() as folder:
        best = search(data, Path(folder), args.seed)
    print(f"validation {best['val_acc']:.3f}, test {best['test_acc']:.3f}")
    cpu = sum(
        sum(resource.getrusage(who)[:2])
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{time.perf_counter() - start:.0f} s, of which {cpu:.0f} s of CPU time")


if __name__ == "__main__":
    main()
