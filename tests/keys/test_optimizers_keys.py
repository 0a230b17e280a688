"""The keys of `optimizers` against PyTorch, and the landscapes that they run on."""

import numpy as np
import pytest

from cs231n_utils import schedules, second_order
from cs231n_utils.landscapes import LANDSCAPES, beale, race, ravine, rotated, saddle
from cs231n_utils.second_order import METHODS, hessian, line_search, minimise
from cs231n_utils.skeletons import BadInput
from grading import answer_key

torch = pytest.importorskip("torch")


def factors(make, steps, rate=1.0):
    """Return the rates that a scheduler of torch gives, step by step."""
    w = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=rate)
    scheduler, rates = make(optimizer), []
    for _ in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return np.array(rates)


lr = torch.optim.lr_scheduler
DECAYED = {
    "step": ({"every": 7, "factor": 0.3}, lambda o: lr.StepLR(o, 7, 0.3)),
    "exponential": ({"k": 0.1}, lambda o: lr.ExponentialLR(o, np.exp(-0.1))),
    "inverse": ({"k": 0.1}, lambda o: lr.LambdaLR(o, lambda t: 1 / (1 + 0.1 * t))),
    "inverse_sqrt": ({}, lambda o: lr.LambdaLR(o, lambda t: (t + 1) ** -0.5)),
    "linear": ({"total": 20}, lambda o: lr.LinearLR(o, 1.0, 0.0, 20)),
    "cosine": ({"total": 29}, lambda o: lr.CosineAnnealingLR(o, 29)),
}
CYCLED = {
    "triangular": (
        {"half": 5, "low": 0.2},
        lambda o: lr.CyclicLR(o, 0.2, 1.0, 5, cycle_momentum=False),
    ),
    "restarts": (
        {"first": 4, "growth": 2},
        lambda o: lr.CosineAnnealingWarmRestarts(o, 4, 2),
    ),
}


@pytest.mark.parametrize("kind", DECAYED)
def test_decays(keys, kind):
    param, make = DECAYED[kind]
    ours = [schedules.decayed(t, kind, param) for t in range(30)]
    np.testing.assert_allclose(ours, factors(make, 30), atol=1e-12)


@pytest.mark.parametrize("kind", CYCLED)
def test_cycles(keys, kind):
    param, make = CYCLED[kind]
    ours = [schedules.cycled(t, kind, param) for t in range(50)]
    np.testing.assert_allclose(ours, factors(make, 50), atol=1e-12)


def test_one_cycle_falls_like_the_one_of_torch(keys):
    def make(optimizer):
        return lr.OneCycleLR(
            optimizer,
            1.0,
            total_steps=41,
            pct_start=0.25,
            final_div_factor=1e12,
            cycle_momentum=False,
        )

    # In torch the peak is one step early: at 0.25 * 41 - 1.
    theirs, peak = factors(make, 40), 0.25 * 41 - 1
    param = {"total": 40, "peak": peak / 40, "low": 1 / 25}
    ours = [schedules.cycled(t, "one_cycle", param) for t in range(40)]
    np.testing.assert_allclose(ours[10:], theirs[10:], atol=1e-9)
    assert ours[0] == pytest.approx(theirs[0])


def test_warm_up_then_cosine(keys):
    def make(optimizer):
        warm = lr.LinearLR(optimizer, 1 / 5, 1.0, 4)
        cosine = lr.CosineAnnealingLR(optimizer, 20)
        return lr.SequentialLR(optimizer, [warm, cosine], [5])

    ours = [
        schedules.warmed_up(
            t, 5, lambda u: schedules.decayed(u, "cosine", {"total": 20})
        )
        for t in range(25)
    ]
    np.testing.assert_allclose(ours, factors(make, 25), atol=1e-12)


@pytest.mark.parametrize("notation", ["sum", "average"])
def test_momentum_in_the_notations_of_torch(notation):
    step = answer_key("optimizers").momentum_notation
    damping = 0.0 if notation == "sum" else 0.9
    rng = np.random.default_rng(0)
    w = rng.normal(size=5)
    leaf = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([leaf], lr=0.1, momentum=0.9, dampening=damping)
    config = {"learning_rate": 0.1, "notation": notation}
    if notation == "average":
        # torch leaves the very first gradient undamped.
        first = rng.normal(size=5)
        leaf.grad = torch.tensor(first)
        optimizer.step()
        w, config["velocity"] = w - 0.1 * first, first
    for _ in range(4):
        dw = rng.normal(size=5)
        leaf.grad = torch.tensor(dw)
        optimizer.step()
        w, config = step(w, dw, config)
        np.testing.assert_allclose(w, leaf.detach().numpy(), rtol=1e-12)


def test_adamw_differs_from_l2_inside_adam_but_not_for_sgd(keys):
    rng = np.random.default_rng(0)
    w, dws = rng.normal(size=6), np.logspace(-2, 2, 6) * rng.normal(size=(5, 6))
    ends = []
    for rule, l2, config in [
        (keys.adamw, 0.0, {"weight_decay": 0.5, "learning_rate": 0.1}),
        (keys.adam, 0.5, {"learning_rate": 0.1}),
    ]:
        at, state = w, config
        for dw in dws:
            at, state = rule(at, dw + l2 * at, state)
        ends.append(at)
    assert np.abs(ends[0] - ends[1]).max() > 0.1


@pytest.mark.parametrize("kind", ["sr1", "dfp", "bfgs"])
def test_n_steps_along_conjugate_directions_give_the_inverse(keys, kind):
    rng = np.random.default_rng(1)
    A = rng.normal(size=(4, 4))
    A = A @ A.T + np.eye(4)
    H = np.eye(4)
    # Eigenvectors are conjugate; SR1 needs no more than independent ones.
    for s in np.linalg.eigh(A)[1].T:
        H = second_order.quasi_newton_update(H, s, A @ s, kind)
        np.testing.assert_allclose(H @ A @ s, s, atol=1e-9)
        np.testing.assert_allclose(H, H.T, atol=1e-12)
    np.testing.assert_allclose(H, np.linalg.inv(A), atol=1e-9)


def test_lbfgs_is_bfgs_with_all_pairs(keys):
    rng = np.random.default_rng(2)
    A = rng.normal(size=(5, 5))
    pairs = [(s, (A @ A.T + np.eye(5)) @ s) for s in rng.normal(size=(4, 5))]
    s, y = pairs[-1]
    H, g = (s @ y) / (y @ y) * np.eye(5), rng.normal(size=5)
    for s, y in pairs:
        H = second_order.quasi_newton_update(H, s, y, "bfgs")
    np.testing.assert_allclose(second_order.lbfgs_direction(g, pairs), -H @ g)


def test_golden_section_shortens_by_the_golden_ratio(keys):
    ends = [
        second_order.golden_section(lambda x: (x - 0.3) ** 2, 0, 1, n)
        for n in range(30)
    ]
    golden = (np.sqrt(5) - 1) / 2
    assert (np.abs(np.array(ends) - 0.3) <= golden ** np.arange(30) / 2 + 1e-9).all()


def test_line_search_finds_a_lower_point_or_stays(keys):
    for place in (1e-4, 0.3, 1, 50, 1e4):
        t = line_search(lambda t, place=place: (t - place) ** 2)
        assert abs(t - place) < 0.01 * place
    assert line_search(lambda t: t) == 0
    assert line_search(lambda t: np.inf if t else 0.0) == 0


@pytest.mark.parametrize("name", LANDSCAPES)
def test_gradients_and_minima_of_the_landscapes(name):
    ground, rng = LANDSCAPES[name], np.random.default_rng(0)
    for w in [np.array(ground.start), *rng.normal(size=(3, 2))]:
        leaf = torch.tensor(w, dtype=torch.float64, requires_grad=True)
        ground.loss(leaf[0], leaf[1]).backward()
        np.testing.assert_allclose(ground.slope(w), leaf.grad.numpy(), rtol=1e-10)
    lowest = np.array(ground.minimum)
    np.testing.assert_allclose(ground.slope(lowest), 0, atol=1e-12)
    assert ground.at(lowest) == pytest.approx(0, abs=1e-12)
    assert (np.linalg.eigvalsh(hessian(ground.slope, lowest)) > 0).all()
    x_low, x_high, y_low, y_high = ground.window
    for x, y in (ground.start, ground.minimum):
        assert x_low <= x <= x_high
        assert y_low <= y <= y_high


def test_a_turned_landscape_turns_the_path_of_sgd(keys):
    turn = np.array([[0, -1], [1, 0]])
    path = race("sgd", ravine(), 20, {"learning_rate": 0.01})
    turned = race("sgd", rotated(ravine(), 90), 20, {"learning_rate": 0.01})
    np.testing.assert_allclose(turned, path @ turn.T, atol=1e-12)


def test_a_race_is_repeatable_and_ends_where_it_is_lost(keys):
    config = {"learning_rate": 0.1}
    one, two = (
        race("adam", beale(), 30, config, np.random.default_rng(3)) for _ in range(2)
    )
    np.testing.assert_array_equal(one, two)
    assert config == {"learning_rate": 0.1}
    lost = race("sgd", ravine(1000), 50, {"learning_rate": 1.0})
    assert lost.shape == (51, 2)
    assert np.isnan(lost[-1]).all()
    assert np.isfinite(lost[0]).all()
    slow = race("sgd", saddle(), 5, {"learning_rate": 0.1}, schedule=lambda t: 0.0)
    assert (slow == slow[0]).all()


@pytest.mark.parametrize("method", METHODS)
def test_methods_on_a_ravine(keys, method):
    ground = rotated(ravine(100), 30)
    path = minimise(ground.at, ground.slope, np.array(ground.start), method, 30)
    losses = np.array([ground.at(w) for w in path])
    assert (np.diff(losses) <= 1e-12).all()
    if method != "gradient":
        assert losses[min(4, len(losses) - 1)] < 1e-4


def test_an_unknown_method_is_one_clear_line(keys):
    with pytest.raises(BadInput, match="There are: gradient, newton, sr1"):
        minimise(ravine().at, ravine().slope, np.zeros(2), "bgfs")
