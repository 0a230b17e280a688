"""Search hyperparameters on CIFAR-10 as the notebook does, and print what comes of it.

    python -P benchmarks/cifar_search.py [FOLDER]

FOLDER holds CIFAR-10; by default it is what `get_data("cifar10")` finds. Nothing
is kept: every run trains anew. The functions are those of the answer key.
"""

from __future__ import annotations

import argparse
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
COARSE = {"lr": (1e-6, 1e-3), "reg": (1e-5, 1e5)}
FINE = {"lr": (1e-4, 1e-3), "reg": (1e-4, 1.0)}
BEYOND = {"lr": (10**-3.5, 1e-2), "reg": (1e-4, 1.0)}
STAGES = {"coarse": (COARSE, 16, 1), "fine": (FINE, 12, 3), "beyond": (BEYOND, 12, 3)}
FINAL_EPOCHS = 10


def flat(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with every picture as a row."""
    rows = {n: data[n].reshape(len(data[n]), -1) for n in data if n.startswith("X_")}
    return data | rows


def train_net(
    data: dict[str, Any], setting: dict[str, Any], epochs: int, lr_decay: float = 0.9
) -> Solver:
    """Train the notebook's net with 50 hidden units; return its solver."""
    net = FullyConnectedNet(
        [50], weight_scale=1e-4, reg=setting["reg"], seed=seed_of(setting)
    )
    solver = Solver(
        net,
        data,
        optim_config={"learning_rate": setting["lr"]},
        lr_decay=lr_decay,
        batch_size=100,
        num_epochs=epochs,
        num_train_samples=100,
        max_loss_ratio=3,
        verbose=False,
    )
    solver.train()
    return solver


def trial_of(
    data: dict[str, Any], epochs: int
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return a function that trains for so many epochs and tells how well."""

    def train(setting: dict[str, Any]) -> dict[str, Any]:
        solver = train_net(data, setting, epochs)
        accuracy = np.nan if solver.stopped else solver.best_val_acc
        return {"val_acc": accuracy, "stopped": solver.stopped}

    return train


def search(data: dict[str, Any], folder: Path, seed: int) -> list[Trial]:
    """Search in three stages, and print each; return the trials of the last two."""
    rng, late = np.random.default_rng(seed), []
    for stage, (space, n, epochs) in STAGES.items():
        start, points = time.perf_counter(), KEY.random_points(space, n, rng)
        trials = run_trials(trial_of(data, epochs), points, folder / stage)
        best = ranked(trials)[0]
        print(
            f"{stage}: {n} trials of {epochs} epochs in "
            f"{time.perf_counter() - start:.0f} s; best {best['val_acc']:.3f} with lr "
            f"{best['lr']:.3e}, reg {best['reg']:.3e}; "
            f"{sum(t['status'] == 'diverged' for t in trials)} diverged; "
            f"at the edge: {KEY.edge_warning(trials, space)}",
            flush=True,
        )
        late += trials if stage != "coarse" else []
    return late


def main() -> None:
    """Search, train the winner for longer, and print what was reached and when."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", help="that holds CIFAR-10")
    parser.add_argument("--seed", type=int, default=231, help="of the search")
    args = parser.parse_args()
    start = time.perf_counter()
    data = flat(get_data("cifar10", path=args.folder))
    answers = {n: getattr(answer_key(s.notebook), n) for n, s in skeletons().items()}
    with filling(answers), tempfile.TemporaryDirectory() as folder:
        winner = ranked(search(data, Path(folder), args.seed))[0]
        setting = {name: winner[name] for name in ("lr", "reg")}
        final = train_net(data, setting, FINAL_EPOCHS, lr_decay=0.8)
        test = final.check_accuracy(data["X_test"], data["y_test"])
    print(f"{FINAL_EPOCHS} epochs with {setting}, decay 0.8:")
    print(f"validation {final.best_val_acc:.3f}, test {test:.3f}")
    cpu = sum(
        sum(resource.getrusage(who)[:2])
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{time.perf_counter() - start:.0f} s, of which {cpu:.0f} s of CPU time")


if __name__ == "__main__":
    main()
