"""Networks: their promises beyond the numbers, which tests/keys holds against torch."""

from __future__ import annotations

import numpy as np
import pytest

from cs231n_utils import layers
from cs231n_utils.classifiers import FullyConnectedNet, TwoLayerNet
from cs231n_utils.layer_utils import affine_relu_backward, affine_relu_forward
from cs231n_utils.layers.by_name import ACTIVATIONS
from cs231n_utils.skeletons import BadInput, NotFilled, filling


def batch(N=6, D=8, C=4, seed=0, dtype=np.float64):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(N, D)).astype(dtype), rng.integers(0, C, N)


def make(**options):
    defaults = {"hidden_dims": [7, 5], "input_dim": 8, "num_classes": 4, "seed": 0}
    return FullyConnectedNet(**{**defaults, **options})


def test_parameters_have_the_names_and_shapes_of_the_contract():
    net = make(normalization="batchnorm")
    assert {name: value.shape for name, value in net.params.items()} == {
        "W1": (8, 7),
        "b1": (7,),
        "gamma1": (7,),
        "beta1": (7,),
        "W2": (7, 5),
        "b2": (5,),
        "gamma2": (5,),
        "beta2": (5,),
        "W3": (5, 4),
        "b3": (4,),
    }
    assert (net.num_layers, net.use_dropout, net.normalization) == (
        3,
        False,
        "batchnorm",
    )
    assert net.bn_params == [{"mode": "train"}, {"mode": "train"}]
    assert make(normalization="layernorm").bn_params == [{}, {}]
    assert make().bn_params == []


def test_initial_parameters_have_the_scale_asked_for():
    net = make(hidden_dims=[200, 200], weight_scale=0.03, normalization="layernorm")
    W2 = net.params["W2"]
    assert W2.std() == pytest.approx(0.03, rel=0.02)
    # The fourth moment tells a normal from a uniform distribution (1.8).
    assert np.mean((W2 / W2.std()) ** 4) == pytest.approx(3, rel=0.1)
    assert not net.params["b1"].any()
    assert not net.params["beta1"].any()
    assert (net.params["gamma1"] == 1).all()


def test_defaults_of_the_two_layer_net():
    net = TwoLayerNet()
    assert {n: v.shape for n, v in net.params.items()} == {
        "W1": (3072, 100),
        "b1": (100,),
        "W2": (100, 10),
        "b2": (10,),
    }
    assert net.params["W1"].std() == pytest.approx(1e-3, rel=0.05)


@pytest.mark.parametrize("normalization", [None, "batchnorm", "layernorm"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_one_dtype_is_kept_from_end_to_end(keys, normalization, dtype):
    net = make(
        normalization=normalization,
        dropout_keep_ratio=0.5,
        dtype=dtype,
        reg=np.float64(1),
    )
    X, y = batch(dtype=np.float64)
    loss, grads = net.loss(X, y)
    assert isinstance(loss, float)
    assert {g.dtype for g in grads.values()} == {np.dtype(dtype)}
    assert {v.dtype for v in net.params.values()} == {np.dtype(dtype)}
    assert net.loss(X).dtype == dtype


@pytest.mark.parametrize("C", [2, 10])
def test_the_first_loss_is_the_log_of_the_number_of_classes(keys, C):
    X, y = batch(50, C=C)
    loss, _ = make(num_classes=C, weight_scale=1e-4).loss(X, y)
    assert loss == pytest.approx(np.log(C), abs=1e-4)


@pytest.mark.parametrize("normalization", [None, "batchnorm", "layernorm"])
def test_gradients_have_the_keys_and_shapes_of_the_parameters(keys, normalization):
    net = make(normalization=normalization)
    _, grads = net.loss(*batch())
    assert list(grads) == list(net.params)
    for name in grads:
        assert grads[name].shape == net.params[name].shape


def test_the_penalty_is_on_weights_only(keys):
    X, y = batch()
    plain, strict = (
        make(normalization="batchnorm"),
        make(normalization="batchnorm", reg=2),
    )
    for net in (plain, strict):
        net.params.update(b1=np.full(7, 9.0), b3=np.full(4, 9.0), beta2=np.full(5, 9.0))
        net.params = {n: v.astype(np.float64) for n, v in net.params.items()}
        net.dtype = np.dtype(float)
    extra = strict.loss(X, y)[0] - plain.loss(X, y)[0]
    weights = [v for n, v in plain.params.items() if n.startswith("W")]
    assert extra == pytest.approx(sum((W**2).sum() for W in weights), rel=1e-9)


def test_nothing_given_is_changed(keys):
    X, y = batch()
    before = X.copy(), y.copy()
    net = make(normalization="batchnorm", dropout_keep_ratio=0.5, reg=1)
    params = {n: v.copy() for n, v in net.params.items()}
    net.loss(X, y)
    net.loss(X)
    assert np.array_equal(X, before[0])
    assert np.array_equal(y, before[1])
    assert all(np.array_equal(params[n], net.params[n]) for n in params)


def test_test_mode_has_no_noise_and_looks_at_one_example_at_a_time(keys):
    X, y = batch()
    net = make(normalization="batchnorm", dropout_keep_ratio=0.5)
    net.loss(X, y)
    averages = net.bn_params[0]["running_mean"].copy()
    scores = net.loss(X)
    rows = np.concatenate([net.loss(X[i : i + 1]) for i in range(len(X))])
    assert np.allclose(scores, rows, atol=1e-6)
    assert np.array_equal(averages, net.bn_params[0]["running_mean"])


def test_a_seed_fixes_weights_and_masks(keys):
    X, y = batch()
    net = make(dropout_keep_ratio=0.5, seed=3)
    assert net.loss(X, y)[0] == net.loss(X, y)[0]
    assert net.loss(X, y)[0] == make(dropout_keep_ratio=0.5, seed=3).loss(X, y)[0]
    assert net.loss(X, y)[0] != make(dropout_keep_ratio=0.5, seed=4).loss(X, y)[0]
    assert net.dropout_param == {"mode": "train", "p": 0.5, "seed": 3}


def test_an_rng_fixes_the_weights_and_a_new_mask_at_every_call(keys):
    X, y = batch()

    def losses():
        rng = np.random.default_rng(0)
        net = make(dropout_keep_ratio=0.5, weight_scale=1, seed=None, rng=rng)
        return [net.loss(X, y)[0] for _ in range(3)]

    assert losses() == losses()
    assert len(set(losses())) == 3


def test_layers_of_the_same_width_drop_different_units(answers):
    masks = []

    def remembering(x, dropout_param):
        out, mask = answers["dropout_forward"](x, dropout_param)
        masks.append(mask)
        return out, mask

    net = make(hidden_dims=[50, 50], dropout_keep_ratio=0.5)
    with filling({**answers, "dropout_forward": remembering}):
        net.loss(*batch())
    assert not np.array_equal(masks[0], masks[1])


def test_the_older_keyword_for_dropout_works():
    assert make(dropout=0.5).dropout_param["p"] == 0.5
    assert not make(dropout=1).use_dropout


def test_layers_are_looked_up_when_they_are_called(keys, answers):
    net, (X, y) = make(), batch()
    called = []

    def spy(x):
        called.append(x.shape)
        return answers["relu_forward"](x)

    with filling({**answers, "relu_forward": spy}):
        net.loss(X, y)
    net.loss(X, y)
    assert called == [(6, 7), (6, 5)]


@pytest.mark.parametrize("activation", ["relu", "gelu", "selu", "leaky_relu", "prelu"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_activation_keeps_the_dtype(keys, activation, dtype):
    net = make(activation=activation, normalization="batchnorm", dtype=dtype)
    X, y = batch()
    _, grads = net.loss(X, y)
    assert list(grads) == list(net.params)
    assert {g.dtype for g in grads.values()} == {np.dtype(dtype)}
    assert net.loss(X).dtype == dtype


def test_relu_is_the_default_activation(keys):
    X, y = batch()
    assert make().loss(X, y)[0] == make(activation="relu").loss(X, y)[0]
    others = [n for n in ACTIVATIONS if n != "relu"]
    losses = {make(activation=name, weight_scale=1).loss(X, y)[0] for name in others}
    assert len(losses | {make(weight_scale=1).loss(X, y)[0]}) == len(ACTIVATIONS)


def test_prelu_learns_a_slope_for_each_hidden_unit(keys):
    net = make(activation="prelu", weight_scale=1)
    assert {n: v.shape for n, v in net.params.items() if n[0] == "a"} == {
        "a1": (7,),
        "a2": (5,),
    }
    assert (net.params["a1"] == np.float32(0.25)).all()
    assert all(net.loss(*batch())[1][name].any() for name in ("a1", "a2"))


def test_weights_do_not_depend_on_the_activation():
    plain, other = make(), make(activation="prelu")
    assert all(np.array_equal(plain.params[n], other.params[n]) for n in plain.params)


def test_an_activation_that_is_not_written_says_so(answers):
    with filling({"affine_forward": answers["affine_forward"]}):
        for name in ("gelu", "elu", "prelu"):
            with pytest.raises(NotFilled, match="notebook `activations`"):
                make(activation=name).loss(batch()[0])


def test_a_layer_that_is_not_written_says_so():
    with filling({}), pytest.raises(NotFilled, match="notebook `backprop`"):
        make().loss(batch()[0])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"hidden_dims": []}, "at least one hidden layer"),
        ({"hidden_dims": 100}, r"must be a list.*got 100"),
        ({"normalization": "batch"}, "None, 'batchnorm', 'layernorm'; got 'batch'"),
        ({"activation": "rely"}, "'relu', 'leaky_relu', .*'prelu'; got 'rely'"),
        ({"dropout_keep_ratio": 0}, "above 0 and at most 1"),
        ({"dropout_keep_ratio": 1.5}, "got 1.5"),
        ({"dropout": 0}, "probability of keeping"),
        ({"seed": 1, "rng": np.random.default_rng(0)}, "either seed or rng"),
    ],
)
def test_an_impossible_option_is_one_clear_line(options, says):
    with pytest.raises(BadInput, match=says) as caught:
        make(**options)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("X", "y", "says"),
    [
        (np.zeros((6, 9)), None, r"X has shape \(6, 9\), but this net takes \(N, 8\)"),
        (np.zeros(8), None, r"X has shape \(8,\)"),
        (np.zeros((6, 8)), np.zeros(5, int), r"6 examples, but y has shape \(5,\)"),
    ],
)
def test_a_batch_that_does_not_fit_is_one_clear_line(keys, X, y, says):
    with pytest.raises(BadInput, match=says):
        make().loss(X, y)


def test_examples_of_any_shape_are_flattened(keys):
    X, y = batch()
    net = make()
    assert np.array_equal(net.loss(X), net.loss(X.reshape(6, 2, 2, 2)))
    assert net.loss(X, y)[0] == net.loss(X.reshape(6, 2, 4), y)[0]


def test_parameters_survive_a_file(keys, tmp_path):
    X, _ = batch()
    net, other = make(seed=1), make(seed=2)
    net.save(tmp_path / "net.npy")
    other.load(tmp_path / "net.npy")
    assert np.array_equal(net.loss(X), other.loss(X))


def test_affine_relu_is_both_layers(keys):
    rng = np.random.default_rng(0)
    x, w, b, dout = (rng.normal(size=s) for s in ((3, 4), (4, 2), 2, (3, 2)))
    out, cache = affine_relu_forward(x, w, b)
    assert np.array_equal(out, np.maximum(0, x @ w + b))
    d = dout * (out > 0)
    for got, expected in zip(
        affine_relu_backward(dout, cache), (d @ w.T, x.T @ d, d.sum(0)), strict=True
    ):
        assert np.allclose(got, expected)


def test_every_layer_is_a_skeleton_when_imported():
    with filling({}):
        for name in layers.__all__:
            with pytest.raises(NotFilled):
                getattr(layers, name)(*[None] * 2)
