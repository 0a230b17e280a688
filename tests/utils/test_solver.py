"""The solver keeps CS231n's contract, without its traps."""

from __future__ import annotations

import pickle
import re

import numpy as np
import pytest

from cs231n_utils import optim
from cs231n_utils.classifiers import FullyConnectedNet, TwoLayerNet
from cs231n_utils.skeletons import BadInput, NotFilled, filling
from cs231n_utils.solver import Solver


def make_data(n=60, val=20, D=12, C=3, seed=0):
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(C, D))
    y = rng.integers(0, C, n + val)
    X = (centres[y] + 0.3 * rng.normal(size=(n + val, D))).astype(np.float32)
    return {"X_train": X[:n], "y_train": y[:n], "X_val": X[n:], "y_val": y[n:]}


def make_net(**options):
    defaults = {"input_dim": 12, "num_classes": 3, "weight_scale": 0.1, "seed": 0}
    return FullyConnectedNet([8], **{**defaults, **options})


def make_solver(model=None, data=None, **options):
    defaults = {
        "optim_config": {"learning_rate": 0.1},
        "batch_size": 20,
        "num_epochs": 3,
        "verbose": False,
    }
    return Solver(model or make_net(), data or make_data(), **{**defaults, **options})


class Recorder:
    """A model that notes which examples it is shown, and is never right."""

    def __init__(self, losses=None, scores=None):
        self.params = {"W": np.zeros(1)}
        self.batches = []
        self.losses = iter(losses) if losses else None
        self.scores = scores or (lambda X: np.stack([0 * X[:, 0], 0 * X[:, 0] + 1], 1))

    def loss(self, X, y=None):
        if y is None:
            return self.scores(X)
        self.batches.append(X[:, 0].copy())
        return next(self.losses) if self.losses else 1.0, {"W": np.ones(1)}


def numbered(n, val=5):
    X = np.arange(n + val, dtype=float)[:, None]
    y = np.zeros(n + val, int)
    return {"X_train": X[:n], "y_train": y[:n], "X_val": X[n:], "y_val": y[n:]}


@pytest.mark.parametrize("rule", ["sgd", "sgd_momentum", "rmsprop", "adam", "adamw"])
def test_it_learns_with_every_rule(keys, rule):
    rate = 0.3 if rule.startswith("sgd") else 0.02
    solver = make_solver(
        update_rule=rule, optim_config={"learning_rate": rate}, num_epochs=30
    )
    solver.train()
    assert solver.best_val_acc >= 0.9
    assert solver.loss_history[-1] < 0.5 * solver.loss_history[0]


@pytest.mark.parametrize("batch_size", [20, 60, 100, 25, 59])
@pytest.mark.parametrize("num_epochs", [0, 1, 3])
def test_histories_have_the_lengths_of_the_contract(keys, batch_size, num_epochs):
    solver = make_solver(batch_size=batch_size, num_epochs=num_epochs)
    solver.train()
    iterations = num_epochs * int(np.ceil(60 / batch_size))
    assert len(solver.loss_history) == iterations
    assert len(solver.val_acc_history) == (num_epochs + 1 if num_epochs else 0)
    assert len(solver.train_acc_history) == len(solver.val_acc_history)
    assert solver.epoch == num_epochs


@pytest.mark.parametrize(("n", "batch_size"), [(100, 25), (101, 25), (7, 3), (7, 100)])
def test_an_epoch_shows_every_example_once(n, batch_size):
    model = Recorder()
    solver = make_solver(model, numbered(n), batch_size=batch_size, num_epochs=3)
    solver.train()
    per_epoch = len(model.batches) // 3
    sizes = [len(b) for b in model.batches]
    assert max(sizes) <= batch_size
    assert max(sizes) - min(sizes) <= 1
    epochs = [
        np.concatenate(model.batches[i : i + per_epoch])
        for i in range(0, 3 * per_epoch, per_epoch)
    ]
    for seen in epochs:
        assert np.array_equal(np.sort(seen), np.arange(n))
    assert not np.array_equal(epochs[0], epochs[1])


def test_the_log_has_the_lines_of_the_contract(keys, capsys):
    make_solver(verbose=True, print_every=4).train()
    lines = capsys.readouterr().out.splitlines()
    number = r"-?\d+\.\d{6}"
    assert [re.sub(number, "#", line) for line in lines] == [
        "(Iteration 1 / 9) loss: #",
        "(Epoch 0 / 3) train acc: #; val_acc: #",
        "(Epoch 1 / 3) train acc: #; val_acc: #",
        "(Iteration 5 / 9) loss: #",
        "(Epoch 2 / 3) train acc: #; val_acc: #",
        "(Iteration 9 / 9) loss: #",
        "(Epoch 3 / 3) train acc: #; val_acc: #",
    ]
    make_solver(verbose=False).train()
    assert not capsys.readouterr().out


def test_what_is_measured_never_changes_the_run(keys):
    def run(**options):
        solver = make_solver(**options)
        solver.train()
        return solver.loss_history

    assert run() == run(num_train_samples=10, num_val_samples=3, print_every=1)
    assert run() == run(num_train_samples=None)
    assert run() != run(seed=1)


def test_the_global_random_state_is_neither_read_nor_changed(keys):
    histories = []
    for seed in (1, 2):
        np.random.seed(seed)  # noqa: NPY002
        before = np.random.get_state()[1].copy()  # noqa: NPY002
        solver = make_solver(model=make_net(dropout_keep_ratio=0.5))
        solver.train()
        histories.append(solver.loss_history)
        assert np.array_equal(before, np.random.get_state()[1])  # noqa: NPY002
    assert histories[0] == histories[1]


def test_the_model_ends_with_its_best_parameters(keys):
    data = make_data()
    solver = make_solver(data=data, num_epochs=5)
    solver.train()
    assert solver.model.params is solver.best_params
    assert solver.best_val_acc == max(solver.val_acc_history)
    assert solver.check_accuracy(data["X_val"], data["y_val"]) == solver.best_val_acc


def test_the_running_averages_of_the_best_parameters_come_back_too(keys):
    data = make_data(val=60)
    rates = {"learning_rate": 2.0}
    for seed in range(5):
        net = make_net(normalization="batchnorm", seed=seed)
        solver = make_solver(net, data, optim_config=rates, num_epochs=6)
        solver.train()
        accuracy = solver.check_accuracy(data["X_val"], data["y_val"])
        assert accuracy == solver.best_val_acc


def test_best_parameters_survive_an_accuracy_of_zero():
    model = Recorder()
    solver = make_solver(model, numbered(20))
    solver.train()
    assert solver.val_acc_history == [0.0] * 4
    assert list(model.params) == list(solver.best_params) == ["W"]


def test_the_learning_rate_decays_after_every_epoch(keys):
    solver = make_solver(lr_decay=0.5, num_epochs=3)
    solver.train()
    assert {c["learning_rate"] for c in solver.optim_configs.values()} == {0.1 / 8}
    assert solver.optim_config == {"learning_rate": 0.1}


def test_a_schedule_scales_the_rate_of_each_step():
    factors = [1.0, 0.5, 0.25, 0.0, 2.0, 1.0]
    asked = []

    def schedule(t):
        asked.append(t)
        return factors[t]

    solver = make_solver(Recorder(), numbered(40), schedule=schedule, lr_decay=0.5)
    at = [float(solver.model.params["W"][0]) for _ in solver.steps()]
    # The gradient is 1, the rate 0.1, halved after each epoch of two steps.
    decay = [1, 1, 0.5, 0.5, 0.25, 0.25]
    assert np.allclose(at, -0.1 * np.cumsum(np.multiply(factors, decay)))
    assert asked == [0, 1, 2, 3, 4, 5]
    assert solver.optim_configs["W"]["learning_rate"] == 0.1 / 8


def test_a_constant_schedule_changes_nothing(keys):
    plain = make_solver(update_rule="adam")
    scheduled = make_solver(update_rule="adam", schedule=lambda t: np.float64(1))
    for solver in (plain, scheduled):
        solver.train()
    assert plain.loss_history == scheduled.loss_history


def test_a_schedule_without_a_rate_is_one_clear_line():
    with pytest.raises(BadInput, match='A schedule needs a "learning_rate"'):
        make_solver(optim_config={}, schedule=lambda t: 1.0)


def test_every_parameter_has_its_own_settings(keys):
    settings = {"learning_rate": 0.1}
    solver = make_solver(update_rule="adam", optim_config=settings)
    solver.train()
    assert settings == {"learning_rate": 0.1}
    assert {c["t"] for c in solver.optim_configs.values()} == {9}
    assert solver.optim_configs["W1"]["m"].shape == (12, 8)


@pytest.mark.parametrize("scalar", [np.float64, np.float32])
def test_numpy_scalars_as_settings_do_not_change_the_dtype(keys, scalar):
    solver = make_solver(
        optim_config={"learning_rate": scalar(0.1)}, update_rule="sgd_momentum"
    )
    solver.train()
    assert {v.dtype for v in solver.model.params.values()} == {np.dtype(np.float32)}
    assert solver.optim_configs["W1"]["velocity"].dtype == np.float32


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_loss_that_is_not_finite_stops_the_run_with_its_reason(bad, capsys):
    model = Recorder(losses=[1.0, 2.0, 3.0, bad])
    solver = make_solver(model, numbered(40), num_epochs=5, verbose=True)
    solver.train()
    where, advice = "Stopped in epoch 2, iteration 4", "Try a lower learning rate."
    assert solver.stopped == f"{where}: the loss is {bad}. {advice}"
    assert solver.stopped in capsys.readouterr().out
    assert len(solver.loss_history) == 4
    # After the first step, after the first epoch, and where it stopped.
    assert len(solver.val_acc_history) == 3
    assert solver.epoch == 1


def test_a_diverging_net_stops_and_keeps_its_best_parameters(keys):
    solver = make_solver(optim_config={"learning_rate": 1e6}, num_epochs=10)
    solver.train()
    assert "Try a lower learning rate" in solver.stopped
    assert all(np.isfinite(v).all() for v in solver.model.params.values())


def test_a_loss_of_three_times_the_first_stops_where_that_is_asked_for():
    losses = [1.0, 2.9, 3.1, 1, 1, 1]
    free = make_solver(Recorder(losses), numbered(40))
    free.train()
    assert free.stopped == ""
    solver = make_solver(Recorder(losses), numbered(40), max_loss_ratio=3)
    solver.train()
    assert solver.loss_history == [1.0, 2.9, 3.1]
    assert "the loss 3.1 is more than 3 times the first one, 1." in solver.stopped


def test_control_comes_back_after_every_step(keys):
    whole, stepped = make_solver(num_epochs=3), make_solver(num_epochs=3)
    whole.train()
    taken = list(stepped.steps())
    assert taken == list(range(1, len(whole.loss_history) + 1))
    assert stepped.loss_history == whole.loss_history
    assert stepped.val_acc_history == whole.val_acc_history
    for name, w in whole.model.params.items():
        np.testing.assert_array_equal(w, stepped.model.params[name])


def test_training_can_be_continued(keys):
    once, twice = make_solver(num_epochs=4), make_solver(num_epochs=2)
    once.train()
    twice.train()
    best = twice.best_val_acc
    assert len(twice.loss_history) == 6
    twice.train()
    assert (twice.epoch, len(twice.loss_history)) == (4, 12)
    assert len(twice.val_acc_history) == 5
    assert twice.best_val_acc >= best


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"X_val": None}, "data lacks X_val"),
        ({"y_train": np.zeros(59, int)}, "X_train has 60 examples, but y_train has"),
        ({"y_val": np.full(20, 3)}, "y_val must hold integers from 0 to 2"),
        ({"y_val": np.full(20, -1)}, "from -1 to -1"),
        ({"y_train": np.zeros(60)}, "it holds float64"),
        ({"X_val": np.zeros((0, 12)), "y_val": np.zeros(0, int)}, "must be some"),
    ],
)
def test_data_that_do_not_fit_are_one_clear_line(change, says):
    data = {k: v for k, v in {**make_data(), **change}.items() if v is not None}
    with pytest.raises(BadInput, match=says) as caught:
        make_solver(data=data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        (
            {"update_rule": "adamm"},
            BadInput,
            'Invalid update_rule "adamm".*adam, adamw',
        ),
        ({"update_rule": "Array"}, BadInput, "Invalid update_rule"),
        ({"batch_size": 0}, BadInput, "batch_size must be at least 1"),
        ({"print_every": 0}, BadInput, "print_every must be at least 1"),
        ({"lr": 1e-3}, TypeError, "'lr'"),
    ],
)
def test_options_that_cannot_be_are_one_clear_line(options, error, says):
    with pytest.raises(error, match=says):
        make_solver(**options)


def test_a_rule_that_is_not_written_says_so(answers):
    layers_only = {k: v for k, v in answers.items() if k != "adam"}
    with filling(layers_only), pytest.raises(NotFilled, match=r"`adam`.*`optimizers`"):
        make_solver(update_rule="adam").train()


def test_a_function_serves_as_update_rule(keys):
    def signs(w, dw, config):
        return w - config["learning_rate"] * np.sign(dw), config

    by_name, by_function = make_solver(), make_solver(update_rule=optim.sgd)
    for solver in (by_name, by_function):
        solver.train()
    assert by_name.loss_history == by_function.loss_history
    mine = make_solver(update_rule=signs, optim_config={"learning_rate": 0.01})
    mine.train()
    assert mine.loss_history[-1] < mine.loss_history[0]


class BestAfterOneStep(Recorder):
    """A model that is right after one step only, with a state beside its parameters."""

    def __init__(self):
        super().__init__(scores=self.scores_by_step)
        self.bn_params = [{"steps": 0}]

    def scores_by_step(self, X):
        right = np.full(len(X), float(self.params["W"][0] == -1))
        return np.stack([right, 0.5 + 0 * right], axis=1)

    def loss(self, X, y=None):
        self.bn_params[0]["steps"] += y is not None
        return super().loss(X, y)


def count_down(w, dw, config):
    return w - 1, config


def count_down_in_place(w, dw, config):
    w -= 1
    return w, config


@pytest.mark.parametrize("rule", [count_down, count_down_in_place])
def test_the_best_state_is_kept_whatever_comes_later(rule):
    model = BestAfterOneStep()
    solver = make_solver(model, numbered(40), update_rule=rule)
    solver.train()
    assert solver.val_acc_history == [1.0, 0.0, 0.0, 0.0]
    assert solver.best_val_acc == 1
    assert model.params["W"] == [-1]
    assert model.bn_params == [{"steps": 1}]


def test_a_rule_that_returns_float64_does_not_change_the_dtype(keys):
    def careless(w, dw, config):
        return w - np.float64(0.1) * dw.astype(np.float64), config

    solver = make_solver(update_rule=careless)
    solver.train()
    assert {v.dtype for v in solver.model.params.values()} == {np.dtype(np.float32)}


def test_checkpoints_are_whole_files_that_pickle_can_read(keys, tmp_path):
    name = tmp_path / "run"
    solver = make_solver(TwoLayerNet(12, 8, 3, seed=0), checkpoint_name=str(name))
    solver.train()
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        f"run_epoch_{n}.pkl" for n in (1, 2, 3)
    ]
    state = pickle.loads((tmp_path / "run_epoch_2.pkl").read_bytes())
    assert state["epoch"] == 2
    assert state["loss_history"] == solver.loss_history[:6]
    assert state["update_rule"] == "sgd"
    assert state["model"].loss(make_data()["X_val"]).shape == (20, 3)


def test_accuracy_counts_right_answers(keys):
    def scores(X):
        return np.stack([X[:, 0] < 3, X[:, 0] >= 3], axis=1)

    solver = make_solver(Recorder(scores=scores), numbered(20))
    X, y = np.arange(10.0)[:, None], np.zeros(10, int)
    assert solver.check_accuracy(X, y) == 0.3
    assert solver.check_accuracy(X, y, batch_size=4) == 0.3
    assert solver.check_accuracy(X, y, num_samples=10) == 0.3
    assert solver.check_accuracy(X, y, num_samples=5) in {0.0, 0.2, 0.4, 0.6}


def test_a_sample_holds_no_example_twice(keys):
    def scores(X):
        return np.stack([X[:, 0] < 3, X[:, 0] >= 3], axis=1)

    solver = make_solver(Recorder(scores=scores), numbered(20))
    X, y = np.arange(10.0)[:, None], np.zeros(10, int)
    found = {round(9 * solver.check_accuracy(X, y, num_samples=9)) for _ in range(60)}
    assert found == {2, 3}
