"""The solver: trains a network by stochastic gradient descent and keeps the record."""

from __future__ import annotations

import copy
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cs231n_utils import optim, training
from cs231n_utils.skeletons import BadInput, Skeleton
from cs231n_utils.types import Array, Labels, ParamDict

Rule = Callable[[Array, Array, ParamDict], tuple[Array, ParamDict]]


class Solver:
    """Train a model on minibatches, and watch its accuracy.

    Every epoch sees every example once, in a new random order, in batches whose sizes
    differ by at most one. Accuracy is measured after the first step and after every
    epoch, so that its histories have `num_epochs + 1` entries. A run whose loss becomes
    nan, infinite or too large stops, and `stopped` says why; then one last accuracy is
    measured where it stopped. At the end the model has the parameters that were best in
    validation.

    Once you have written `deal_batches`, `training_step` or `watchdog` of
    `cs231n_utils.training`, in the notebook `babysitting`, the solver takes yours in
    the place of its own: which ones, `yours` tells. It asks at every epoch and at every
    step, so that a cell that you run anew counts at once. Without them it does the same
    by itself. One thing differs: your `training_step` has changed the parameters before
    your `watchdog` is asked about a loss that is finite and too large.

    Parameters
    ----------
    model : object
        It has a dict `params`, and `loss(X, y)` that returns (loss, grads), or scores
        without y.
    data : dict
        "X_train", "y_train", "X_val", "y_val"; other keys are ignored.
    update_rule : str or callable, default="sgd"
        The name of a function of `cs231n_utils.optim`, or a function like those.
    optim_config : dict, optional
        Settings for the update rule, such as {"learning_rate": 1e-3}.
    lr_decay : float, default=1.0
        The learning rate is multiplied by it after every epoch.
    schedule : callable, optional
        schedule(t) is a factor for the learning rate of step t, counted from 0; see
        `cs231n_utils.schedules`. `optim_config` must then name the learning rate.
    batch_size : int, default=100
        All examples make one batch where there are fewer.
    num_epochs : int, default=10
    print_every : int, default=10
        A line with the loss is printed every so many iterations.
    verbose : bool, default=True
    num_train_samples : int, default=1000
        Training accuracy is measured on so many random examples; None means all.
    num_val_samples : int, optional
        The same in validation; by default all.
    checkpoint_name : str, optional
        After every epoch N the state is stored in `{checkpoint_name}_epoch_N.pkl`.
    seed : int, default=0
        Fixes the order of the examples. What is measured or printed never changes it.
    max_loss_ratio : float, optional
        Stop when the loss exceeds so many times the first loss; the lecture takes 3.

    Attributes
    ----------
    loss_history : list of float
        One loss for each iteration.
    train_acc_history, val_acc_history : list of float
    best_val_acc : float
    best_params : dict
    stopped : str
        Why the run stopped early, or "".
    yours : list of str
        The functions of the notebook `babysitting` that take part.
    """

    def __init__(
        self,
        model: Any,
        data: Mapping[str, Any],
        *,
        update_rule: str | Rule = "sgd",
        optim_config: ParamDict | None = None,
        lr_decay: float = 1.0,
        batch_size: int = 100,
        num_epochs: int = 10,
        print_every: int = 10,
        verbose: bool = True,
        num_train_samples: int | None = 1000,
        num_val_samples: int | None = None,
        checkpoint_name: str | None = None,
        seed: int = 0,
        max_loss_ratio: float | None = None,
        schedule: Callable[[int], float] | None = None,
    ) -> None:
        self.model = model
        self.X_train, self.y_train, self.X_val, self.y_val = _checked(data, model)
        self.update_rule = find_rule(update_rule)
        self.optim_config = _plain(optim_config or {})
        self.lr_decay = lr_decay
        _require_positive(batch_size=batch_size, print_every=print_every)
        self.batch_size = min(batch_size, len(self.X_train))
        self.num_epochs = num_epochs
        self.print_every = print_every
        self.verbose = verbose
        self.num_train_samples = num_train_samples
        self.num_val_samples = num_val_samples
        self.checkpoint_name = checkpoint_name
        self.seed = seed
        self.max_loss_ratio = max_loss_ratio
        if schedule is not None and "learning_rate" not in self.optim_config:
            raise BadInput('A schedule needs a "learning_rate" in optim_config.')
        self.schedule = schedule
        self._reset()

    def _reset(self) -> None:
        """Forget everything but the settings."""
        # Two streams: what is measured never changes which examples come next.
        self._order_rng, self._sample_rng = np.random.default_rng(self.seed).spawn(2)
        self.epoch = 0
        self.loss_history: list[float] = []
        self.train_acc_history: list[float] = []
        self.val_acc_history: list[float] = []
        self.best_val_acc = 0.0
        self.best_params: dict[str, Array] = {}
        self._best_bn_params: Any = None
        self.stopped = ""
        self.optim_configs = {
            name: copy.deepcopy(self.optim_config) for name in self.model.params
        }

    @property
    def yours(self) -> list[str]:
        """Return the names of the student's functions that take part."""
        parts = (training.deal_batches, training.training_step, training.watchdog)
        return [part.name for part in parts if part.body]

    def train(self) -> None:
        """Run all epochs, or stop where the loss leaves all bounds."""
        for _ in self.steps():
            pass

    def steps(self) -> Iterator[int]:
        """Train as `train` does, but hand over control after every step.

        Yields
        ------
        t : int
            How many steps have been taken. The histories are up to date.

        Examples
        --------
        To stop after 100 steps::

            for t in solver.steps():
                if t == 100:
                    break
        """
        for _ in range(self.num_epochs):
            batches = self._batches()
            for i, indices in enumerate(batches, start=1):
                # The loss is watched, so that warnings of numpy would say it twice.
                with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
                    self._take(indices, self.num_epochs * len(batches))
                    if i == len(batches) and not self.stopped:
                        self._end_epoch()
                yield len(self.loss_history)
                if self.stopped:
                    break
            if self.stopped:
                break
        self._keep_best()

    def _take(self, indices: NDArray[np.intp], total: int) -> None:
        """Take one step, and say and measure what is due after it."""
        self._step(indices)
        t, loss = len(self.loss_history), self.loss_history[-1]
        if self.stopped:
            self._evaluate()
            self._say(self.stopped)
            return
        if (t - 1) % self.print_every == 0:
            self._say(f"(Iteration {t} / {total}) loss: {loss:f}")
        if t == 1:
            self._evaluate()

    def _end_epoch(self) -> None:
        self.epoch += 1
        for config in self.optim_configs.values():
            if "learning_rate" in config:
                config["learning_rate"] *= self.lr_decay
        self._evaluate()
        self._save_checkpoint()

    def _keep_best(self) -> None:
        """Give the model the parameters that were best in validation."""
        if self.best_params:
            self.model.params = self.best_params
        if self._best_bn_params is not None:
            self.model.bn_params = self._best_bn_params

    def _batches(self) -> list[NDArray[np.intp]]:
        """Deal all examples out into batches."""
        if training.deal_batches.body:
            return training.deal_batches(
                len(self.X_train), self.batch_size, self._order_rng
            )
        order = self._order_rng.permutation(len(self.X_train))
        return np.array_split(order, -(-len(order) // self.batch_size))

    def _step(self, indices: NDArray[np.intp]) -> None:
        """Update the parameters once, with the gradient on one minibatch."""
        X, y = self.X_train.take(indices, axis=0), self.y_train[indices]
        if training.training_step.body:
            self._step_of_yours(X, y)
            return
        loss, grads = self.model.loss(X, y)
        self.loss_history.append(float(loss))
        self.stopped = self._trouble(float(loss))
        if self.stopped:
            return
        params, configs = self.model.params, self.optim_configs
        step = len(self.loss_history) - 1
        factor = None if self.schedule is None else float(self.schedule(step))
        for name, w in params.items():
            config = configs[name]
            if factor is not None:
                rate = config["learning_rate"]
                config = config | {"learning_rate": factor * rate}
            next_w, config = self.update_rule(w, grads[name], config)
            if factor is not None:
                config["learning_rate"] = rate
            configs[name] = config
            params[name] = next_w.astype(w.dtype, copy=False)

    def _step_of_yours(self, X: Array, y: Labels) -> None:
        """Update the parameters once, with the student's `training_step`."""
        params = self.model.params
        dtypes = {name: w.dtype for name, w in params.items()}
        loss = training.training_step(
            lambda _, X, y: self.model.loss(X, y),
            params,
            X,
            y,
            self.update_rule,
            self.optim_configs,
        )
        for name, dtype in dtypes.items():
            params[name] = params[name].astype(dtype, copy=False)
        self.loss_history.append(float(loss))
        self.stopped = self._trouble(float(loss))

    def _trouble(self, loss: float) -> str:
        """Say why training must stop, if it must."""
        where = f"Stopped in epoch {self.epoch + 1}, iteration {len(self.loss_history)}"
        first, ratio = self.loss_history[0], self.max_loss_ratio
        if training.watchdog.body:
            # The first and the last are all that it needs; the list may be long.
            limit = np.inf if ratio is None else ratio
            reason = training.watchdog([first, loss], limit)
        elif not np.isfinite(loss):
            reason = "nan"
        else:
            too_large = ratio is not None and loss > ratio * first
            reason = "exploded" if too_large else ""
        if reason == "nan":
            return f"{where}: the loss is {loss}. Try a lower learning rate."
        if reason == "exploded":
            return (
                f"{where}: the loss {loss:.4g} is more than {ratio or 0:g} times the "
                f"first one, {first:.4g}. Try a lower learning rate."
            )
        return f"{where}: your watchdog says {reason!r}." if reason else ""

    def _evaluate(self) -> None:
        train, val = self.num_train_samples, self.num_val_samples
        train_acc = self.check_accuracy(self.X_train, self.y_train, train)
        val_acc = self.check_accuracy(self.X_val, self.y_val, val)
        self.train_acc_history.append(train_acc)
        self.val_acc_history.append(val_acc)
        self._say(
            f"(Epoch {self.epoch} / {self.num_epochs}) "
            f"train acc: {train_acc:f}; val_acc: {val_acc:f}"
        )
        if val_acc > self.best_val_acc or not self.best_params:
            self.best_val_acc = val_acc
            self.best_params = {k: v.copy() for k, v in self.model.params.items()}
            # Running averages belong to the parameters that they were measured with.
            self._best_bn_params = copy.deepcopy(getattr(self.model, "bn_params", None))

    def check_accuracy(
        self,
        X: Array,
        y: Labels,
        num_samples: int | None = None,
        batch_size: int = 1000,
    ) -> float:
        """Return the fraction of examples whose highest score is that of their label.

        Parameters
        ----------
        X : array of shape (N, d_1, ..., d_k)
        y : array of shape (N,)
        num_samples : int, optional
            Look at so many random examples only.
        batch_size : int, default=1000
            Examples that are put through the model at a time.
        """
        if num_samples is not None and num_samples < len(X):
            chosen = self._sample_rng.choice(len(X), num_samples, replace=False)
            X, y = X[chosen], y[chosen]
        starts = range(0, len(X), batch_size)
        guesses = [self.model.loss(X[i : i + batch_size]).argmax(1) for i in starts]
        return float(np.mean(np.concatenate(guesses) == y))

    def _save_checkpoint(self) -> None:
        """Store the state in a file that is whole or absent."""
        if self.checkpoint_name is None:
            return
        state = {
            "model": self.model,
            "update_rule": getattr(self.update_rule, "__name__", ""),
            "lr_decay": self.lr_decay,
            "optim_config": self.optim_config,
            "batch_size": self.batch_size,
            "num_train_samples": self.num_train_samples,
            "num_val_samples": self.num_val_samples,
            "epoch": self.epoch,
            "loss_history": self.loss_history,
            "train_acc_history": self.train_acc_history,
            "val_acc_history": self.val_acc_history,
        }
        path = Path(f"{self.checkpoint_name}_epoch_{self.epoch}.pkl")
        self._say(f'Saving checkpoint to "{path}"')
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        unfinished.write_bytes(pickle.dumps(state))
        unfinished.replace(path)

    def _say(self, line: str) -> None:
        if self.verbose:
            print(line)


def rules() -> dict[str, Rule]:
    """Return the update rules of `cs231n_utils.optim` by name."""
    found = {n: f for n, f in vars(optim).items() if isinstance(f, Skeleton)}
    return {"sgd": optim.sgd, **found}


def find_rule(rule: str | Rule) -> Rule:
    """Return an update rule by its name, or a function as it is."""
    if not isinstance(rule, str):
        return rule
    known = rules()
    if rule not in known:
        raise BadInput(f'Invalid update_rule "{rule}". There are: {", ".join(known)}.')
    return known[rule]


def _checked(
    data: Mapping[str, Any], model: Any
) -> tuple[Array, Labels, Array, Labels]:
    """Return the four arrays of `data`, or say what is wrong with them."""
    keys = ("X_train", "y_train", "X_val", "y_val")
    if missing := [key for key in keys if key not in data]:
        raise BadInput(f"data lacks {', '.join(missing)}; it needs {', '.join(keys)}.")
    X_train, y_train, X_val, y_val = (np.asarray(data[key]) for key in keys)
    classes = getattr(model, "num_classes", np.inf)
    for part, X, y in (("train", X_train, y_train), ("val", X_val, y_val)):
        if y.shape != (len(X),) or not len(X):
            raise BadInput(
                f"X_{part} has {len(X)} examples, but y_{part} has shape {y.shape}; "
                "each example needs one label, and there must be some."
            )
        if y.dtype.kind not in "iu" or y.min() < 0 or y.max() >= classes:
            raise BadInput(
                f"y_{part} must hold integers from 0 to {classes - 1}, but it holds "
                f"{y.dtype} from {y.min()} to {y.max()}."
            )
    return X_train, y_train, X_val, y_val


def _require_positive(**settings: int) -> None:
    for name, value in settings.items():
        if value < 1:
            raise BadInput(f"{name} must be at least 1; got {value}.")


def _plain(config: Mapping[str, Any]) -> ParamDict:
    """Turn numpy's scalars into Python's, which leave float32 arrays float32."""
    return {k: v.item() if isinstance(v, np.generic) else v for k, v in config.items()}
