"""Gradient checks pass what is right, fail what is wrong, and say what is off."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from cs231n_utils.classifiers import FullyConnectedNet
from cs231n_utils.gradient_check import (
    GRADIENT_TOLERANCE,
    check_backward,
    check_gradient,
    eval_numerical_gradient,
    eval_numerical_gradient_array,
    evaluate_many,
    grad_check_sparse,
    rel_error,
)
from cs231n_utils.skeletons import BadInput

H = 1e-5
# Stands for a random number: another one at each call.
STREAM = itertools.count(1.0)


def multiply_forward(x, w):
    return x * w, (x, w)


def multiply_backward(dout, cache):
    x, w = cache
    return dout * w, dout * x


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, x):
    return dout * (x > 0)


def pair(shape=(3, 4), seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape), rng.normal(size=shape)


@pytest.mark.parametrize("shape", [(), (1,), (3, 4), (2, 3, 4), (20, 30)])
def test_a_right_gradient_passes_with_a_wide_margin(shape):
    report = check_backward(multiply_forward, multiply_backward, pair(shape))
    assert report.passed
    assert report.error < GRADIENT_TOLERANCE / 50
    assert "dx, dw" in str(report)


@pytest.mark.parametrize("shape", [(1,), (3, 4), (20, 30)])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda g: -g,
        lambda g: 2 * g,
        lambda g: 0 * g,
        lambda g: 1.0001 * g,
        lambda g: g + 1e-3,
        lambda g: np.where(np.abs(g) < np.abs(g).max(), g, 0),
    ],
    ids=["sign", "factor", "zero", "a little", "shifted", "largest entry"],
)
def test_a_wrong_gradient_fails(shape, spoil):
    def backward(dout, cache):
        dx, dw = multiply_backward(dout, cache)
        return dx, spoil(dw)

    report = check_backward(multiply_forward, backward, pair(shape))
    assert not report.passed
    assert report.error > 10 * GRADIENT_TOLERANCE
    assert "backward is wrong in dw." in str(report)
    assert len(str(report).splitlines()) <= 6
    assert report.skipped == 0


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("normalization", [None, "batchnorm", "layernorm"])
def test_right_networks_pass(keys, seed, normalization):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(10, 12)), rng.integers(0, 5, 10)
    net = FullyConnectedNet(
        [10, 10], 12, 5, 1, normalization, 0.1, 0.1, np.float64, seed
    )
    _, grads = net.loss(X, y)
    for name, grad in grads.items():

        def loss(value, name=name):
            before, net.params[name] = net.params[name], value
            result = net.loss(X, y)[0]
            net.params[name] = before
            return result

        report = check_gradient(loss, net.params[name], grad)
        assert report.passed, f"{name}: {report}"
        assert report.error < GRADIENT_TOLERANCE / 20
        if np.abs(grad).max() > 1e-8:
            assert not check_gradient(loss, net.params[name], -grad).passed


@pytest.mark.parametrize("seed", range(5))
def test_typical_mistakes_in_layers_fail(keys, seed):
    rng = np.random.default_rng(seed)
    x, w, b = (rng.normal(size=s) for s in ((10, 5), (5, 5), 5))

    def transposed(dout, cache):
        dx, dw, db = keys.affine_backward(dout, cache)
        return dx, dw.T, db

    def without_the_mean(dout, cache):
        dx, dgamma, dbeta = keys.batchnorm_backward(dout, cache)
        _, _, std, gamma = cache
        return dx + gamma / std * dout.mean(axis=0), dgamma, dbeta

    assert not check_backward(keys.affine_forward, transposed, (x, w, b)).passed
    report = check_backward(
        keys.batchnorm_forward, without_the_mean, (x, b, b), args=({"mode": "train"},)
    )
    assert str(report).startswith("without_the_mean is wrong in dx.")


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize("place", [0, 1e-4, 0.2, 0.25, 1 / 3, 0.4, 0.5, 0.9, 0.999])
def test_a_kink_between_the_probes_does_not_fail_a_right_gradient(place, side):
    x = np.linspace(1, 2, 20)
    x[7] = side * place * H
    report = check_backward(relu_forward, relu_backward, [x])
    assert report.passed, str(report)
    assert report.checked == 20


@pytest.mark.parametrize("place", [0, 1e-4, 0.2, 1 / 3, 0.4, 0.9])
def test_a_kink_on_a_curve_does_not_fail_a_right_gradient(place):
    x = np.linspace(1, 2, 20)
    x[7] = place * H

    def f(x):
        return np.sum(np.exp(x) + 3 * np.abs(x) + np.sin(5 * x))

    gradient = np.exp(x) + 3 * np.sign(x) + 5 * np.cos(5 * x)
    assert check_gradient(f, x, gradient).passed


@pytest.mark.parametrize("place", [0, 1e-4, 0.2, 1 / 3, 0.4, 0.9])
def test_a_slope_that_no_kink_explains_fails(place):
    x = np.linspace(1, 2, 20)
    x[7] = place * H
    report = check_gradient(
        lambda x: np.maximum(0, x).sum(), x, np.where(x > H, 1.0, 20.0)
    )
    assert not report.passed
    assert report.worst[0] == (7,)


@pytest.mark.parametrize(
    ("f", "derivative"),
    [
        (lambda x: x**2, lambda x: 2 * x),
        (np.exp, np.exp),
        (lambda x: np.sin(50 * x), lambda x: 50 * np.cos(50 * x)),
        (lambda x: np.log1p(np.exp(30 * x)), lambda x: 30 / (1 + np.exp(-30 * x))),
    ],
)
@pytest.mark.parametrize("error", [1e-4, 1e-2, 1, 100])
def test_a_smooth_entry_is_never_skipped_for_being_wrong(f, derivative, error):
    x = np.linspace(-1, 1, 21)
    wrong = derivative(x)
    wrong[7] += error * np.abs(wrong).max()
    report = check_gradient(lambda x: f(x).sum(), x, wrong)
    assert not report.passed
    assert report.skipped == 0
    assert report.worst[0] == (7,)
    assert report.worst[2] == pytest.approx(wrong[7])


def test_a_wrong_entry_beside_a_kink_still_fails():
    x = np.linspace(1, 2, 20)
    x[7] = 0
    report = check_backward(
        relu_forward, lambda dout, x: dout * (x > 0) * (x != 2), [x]
    )
    assert not report.passed
    assert report.worst[0] == (19,)


def two_kinks(x):
    """Have a kink close by on either side of 0, where the slope is -2."""
    return np.sum(3 * np.abs(x - H / 10) + np.abs(x + H / 10))


@pytest.mark.parametrize(("count", "passes"), [(4, True), (5, False), (20, False)])
def test_too_many_kinks_fail_with_advice(count, passes):
    x = np.linspace(1, 2, 20)
    x[:count] = 0
    report = check_gradient(two_kinks, x, np.where(x == 0, -2.0, 4.0))
    assert report.passed == passes
    assert report.skipped == min(count, 5)
    assert ("Take inputs that stay away from the kinks" in str(report)) != passes


def test_many_kinks_that_can_be_told_apart_do_not_fail_a_right_gradient():
    x = np.full(100, H / 3)
    remote = Remote(relu_forward)
    assert check_backward(remote, relu_backward, [x]).passed
    assert sum(remote.batches) <= 201 + 5 + 4 * 100


def test_two_zeros_are_equal_and_rounding_is_zero():
    x = np.ones(4)
    report = check_gradient(lambda x: 1.0 + 0 * x[0], x, np.full(4, 1e-12))
    assert report.passed
    assert report.error == 0


@pytest.mark.parametrize(
    ("result", "says"),
    [
        (None, "should return 2 gradients (dx, dw), but returns None"),
        ((np.ones((3, 4)),), "but returns a tuple of 1"),
        (np.ones((3, 4)), "but returns an array of shape (3, 4)"),
        ((np.ones(3), np.ones((3, 4))), "dx has shape (3,), should have (3, 4)"),
        ((np.ones((3, 4)), None), "dw is None"),
        (
            (np.ones((3, 4)), np.full((3, 4), np.nan)),
            "dw holds 12 entries that are nan",
        ),
        ((np.ones((3, 4)), "dw"), "dw should be an array, but is a str"),
    ],
)
def test_a_gradient_of_the_wrong_form_is_said_in_a_sentence(result, says):
    report = check_backward(multiply_forward, lambda dout, cache: result, pair())
    assert not report.passed
    assert says in str(report)
    assert len(str(report).splitlines()) == 1


@pytest.mark.parametrize(
    ("forward", "says"),
    [
        (lambda x: x, "should return (out, cache)"),
        (lambda x: None, "but returns None"),
        (lambda x: (None, x), "should be numbers, but is None"),
        (lambda x: (x / 0 * 0, x), "nan or infinite"),
        (lambda x: (x.astype(np.float32), x), "too coarse"),
        (lambda x: (next(STREAM), x), "fix them with a seed"),
    ],
)
def test_a_forward_pass_of_the_wrong_form_is_said_in_a_sentence(forward, says):
    with np.errstate(all="ignore"):
        report = check_backward(forward, lambda dout, cache: np.ones(3), [np.ones(3)])
    assert not report.passed
    assert says in str(report)


def test_float32_is_refused_with_advice():
    x = np.ones(3, np.float32)
    with pytest.raises(BadInput, match=r"x is float32.*x.astype\(np.float64\)"):
        check_gradient(lambda x: x.sum(), x, x)


def test_the_factor_is_named():
    report = check_gradient(
        lambda x: (x**2).sum(), np.arange(1.0, 5), np.arange(1.0, 5)
    )
    assert "0.5 times what it should be" in str(report)


def test_a_function_that_ignores_its_argument_is_named():
    report = check_gradient(lambda _: 3.0, np.ones(3), np.ones(3))
    assert "does not change with this input" in str(report)


def test_inputs_and_dicts_are_never_changed():
    def forward(x, param):
        x += 1
        param["calls"] = param.get("calls", 0) + 1
        assert param["calls"] == 1
        return x * 2, None

    x, param = np.zeros(3), {}
    report = check_backward(forward, lambda dout, _: dout * 2, [x], args=[param])
    assert report.passed
    assert not x.any()
    assert param == {}


class Remote:
    """A function that would rather be asked many things at once."""

    def __init__(self, f):
        self.f, self.batches, self.calls = f, [], 0

    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)

    def many(self, argument_lists):
        self.batches.append(len(argument_lists))
        return [self.f(*arguments) for arguments in argument_lists]


def test_all_probes_go_in_one_batch():
    remote = Remote(multiply_forward)
    assert check_backward(remote, multiply_backward, pair(), names=["dx", "dw"]).passed
    # Twice 12 entries, two probes each, and the inputs themselves once more.
    assert remote.batches == [49]
    assert remote.calls == 1


def test_kinks_take_a_second_batch():
    x = np.linspace(1, 2, 10)
    x[3] = 0
    remote = Remote(relu_forward)
    assert check_backward(remote, relu_backward, [x]).passed
    assert remote.batches == [21, 5]


def test_a_wrong_gradient_takes_few_more_probes():
    remote = Remote(relu_forward)
    x = np.linspace(1, 2, 100)
    assert not check_backward(remote, lambda dout, x: -dout, [x]).passed
    assert remote.batches == [201, 1 + 4 * 21]


def test_check_gradient_goes_in_one_batch_too():
    remote = Remote(lambda x: float((x**2).sum()))
    assert check_gradient(remote, np.ones(5), 2 * np.ones(5)).passed
    assert remote.batches == [11]


def test_evaluate_many_copies_what_it_hands_out():
    x = np.zeros(2)

    def spoil(x):
        x += 1
        return x.sum()

    assert list(evaluate_many(spoil, [[x], [x]])) == [2, 2]
    assert not x.any()


def test_the_number_of_probes_does_not_grow_with_the_array():
    counts = []
    for size in (1000, 100_000):
        remote = Remote(relu_forward)
        x = np.random.default_rng(0).normal(size=size)
        assert check_backward(remote, relu_backward, [x]).passed
        counts.append(remote.batches[0])
    assert counts == [41, 41]


def test_one_wrong_entry_in_a_large_array_is_found():
    x = np.random.default_rng(0).normal(size=(300, 300))

    def backward(dout, x):
        dx = dout * (x > 0)
        dx[np.unravel_index(np.abs(dx).argmax(), dx.shape)] *= -1
        return dx

    report = check_backward(relu_forward, backward, [x])
    assert not report.passed
    assert report.worst[0] is None
    assert "along a random direction" in str(report)


def test_inputs_drawn_from_the_same_seed_do_not_hide_a_mistake(keys):
    x = np.random.default_rng(0).standard_normal((6, 4))
    w, b = np.eye(4), np.zeros(4)

    def transposed(dout, cache):
        dx, dw, db = keys.affine_backward(dout, cache)
        return dx, dw.T, db

    assert not check_backward(keys.affine_forward, transposed, (x, w, b), seed=0).passed


def test_rel_error():
    assert rel_error(np.array([1.0, 0.0]), np.array([3.0, 0.0])) == 0.5
    assert rel_error(0.0, 1e-9) == pytest.approx(0.1)


def test_cs231n_numerical_gradients(capsys):
    x = np.array([[1.0, -2.0], [3.0, 0.5]])
    before = x.copy()
    # The function may ignore its argument: x itself is changed.
    numeric = eval_numerical_gradient(lambda _: float((x**3).sum()), x, verbose=False)
    assert rel_error(numeric, 3 * x**2) < 1e-8
    assert not capsys.readouterr().out
    df = np.array([[1.0, 2.0], [3.0, 4.0]])
    numeric = eval_numerical_gradient_array(lambda x: x**2, x, df)
    assert rel_error(numeric, 2 * x * df) < 1e-8
    assert np.array_equal(x, before)
    eval_numerical_gradient(lambda x: float(x.sum()), x)
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_a_function_with_its_own_array_as_output_does_not_fool_the_gradient():
    buffer = np.zeros(3)

    def f(x):
        np.multiply(x, 2, out=buffer)
        return buffer

    numeric = eval_numerical_gradient_array(f, np.ones(3), np.ones(3))
    assert rel_error(numeric, np.full(3, 2.0)) < 1e-8


def test_grad_check_sparse_prints_the_same_with_the_same_seed(capsys):
    x = np.random.default_rng(0).normal(size=(4, 3))
    outputs = []
    for seed in (0, 0, 1):
        grad_check_sparse(lambda x: float((x**2).sum()), x, 2 * x, 5, seed=seed)
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] != outputs[2]
    assert outputs[0].count("relative error: ") == 5


def test_grad_check_sparse_of_zero_gradients_is_not_nan(capsys):
    grad_check_sparse(lambda x: 0.0, np.ones(3), np.zeros(3), 2)
    assert "nan" not in capsys.readouterr().out
