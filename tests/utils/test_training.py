"""The solver takes the student's parts where they are written, else its own."""

from __future__ import annotations

import numpy as np
import pytest

from cs231n_utils import training
from cs231n_utils.classifiers import FullyConnectedNet
from cs231n_utils.skeletons import filling
from cs231n_utils.solver import Solver
from grading.checking import filled_by_keys
from grading.keys import answer_key, assignments

PARTS = ("deal_batches", "training_step", "watchdog")


@pytest.fixture
def layers():
    """Return the answers of all other notebooks."""
    names = [name for name in assignments() if name != "babysitting"]
    return {k: v for name in names for k, v in vars(answer_key(name)).items()}


def make_solver(**options):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(70, 12)).astype(np.float32), rng.integers(0, 3, 70)
    data = {"X_train": X[:50], "y_train": y[:50], "X_val": X[50:], "y_val": y[50:]}
    net = FullyConnectedNet([8], 12, 3, weight_scale=0.3, seed=0)
    config = {"optim_config": {"learning_rate": 0.1}, "batch_size": 20}
    return Solver(net, data, **config | {"num_epochs": 4, "verbose": False} | options)


def trained(bodies, **options):
    with filling(bodies):
        solver = make_solver(**options)
        solver.train()
        return solver, solver.yours


def test_it_trains_without_any_part_and_with_all_of_them_alike(layers):
    key = vars(answer_key("babysitting"))
    own, none = trained(layers)
    theirs, parts = trained(layers | {name: key[name] for name in PARTS})
    assert none == []
    assert parts == list(PARTS)
    assert theirs.loss_history == own.loss_history
    assert theirs.val_acc_history == own.val_acc_history
    for name, w in own.best_params.items():
        np.testing.assert_array_equal(theirs.best_params[name], w)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_taken_by_itself(layers, part):
    key = vars(answer_key("babysitting"))
    own, _ = trained(layers)
    theirs, parts = trained(layers | {part: key[part]})
    assert parts == [part]
    assert theirs.loss_history == own.loss_history


def test_what_a_student_wrote_takes_part_and_not_something_like_it(layers):
    calls = []

    def deal_batches(num_examples, batch_size, rng):
        calls.append((num_examples, batch_size))
        return [np.arange(num_examples)]

    solver, _ = trained(layers | {"deal_batches": deal_batches})
    assert calls == [(50, 20)] * 4
    assert len(solver.loss_history) == 4


def test_a_step_in_float64_leaves_the_parameters_float32(layers):
    def training_step(loss_function, params, X, y, update_rule, configs):
        loss, grads = loss_function(params, X, y)
        for name in params:
            params[name] = params[name] - np.float64(0.1) * grads[name]
        return np.float64(loss)

    solver, _ = trained(layers | {"training_step": training_step})
    assert {w.dtype for w in solver.model.params.values()} == {np.dtype(np.float32)}
    assert type(solver.loss_history[0]) is float


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"optim_config": {"learning_rate": 1e25}}, "the loss is nan"),
        (
            {"optim_config": {"learning_rate": 30.0}, "max_loss_ratio": 3},
            "more than 3 times the first",
        ),
    ],
)
def test_it_stops_for_the_same_reasons_either_way(layers, filled, options, said):
    key = vars(answer_key("babysitting"))
    parts = {name: key[name] for name in PARTS} if filled else {}
    solver, _ = trained(layers | parts, **options)
    assert said in solver.stopped
    assert len(solver.loss_history) < 12


def test_a_watchdog_with_reasons_of_its_own_is_believed(layers):
    solver, _ = trained(layers | {"watchdog": lambda losses, max_ratio: "tired"})
    assert "your watchdog says 'tired'" in solver.stopped
    assert len(solver.loss_history) == 1


def test_without_a_limit_a_loss_may_grow(layers):
    key = answer_key("babysitting")
    options = {"optim_config": {"learning_rate": 5.0}, "num_epochs": 1}
    own, _ = trained(layers, **options)
    theirs, _ = trained(layers | {"watchdog": key.watchdog}, **options)
    assert own.stopped == theirs.stopped == ""


def test_batch_norm_and_a_rule_with_memory_train_with_them():
    with filled_by_keys():
        solver = make_solver(update_rule="sgd")
        solver.model = FullyConnectedNet([8], 12, 3, normalization="batchnorm", seed=0)
        solver._reset()
        solver.train()
    assert solver.best_val_acc > 0
    assert training.training_step.notebook == "babysitting"
