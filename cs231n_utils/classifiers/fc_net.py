"""Fully connected networks of any depth."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cs231n_utils import layers
from cs231n_utils.init import init_weights
from cs231n_utils.layers.by_name import ACTIVATIONS
from cs231n_utils.skeletons import BadInput
from cs231n_utils.types import Array, Cache, Labels, ParamDict

NORMALIZATIONS = (None, "batchnorm", "layernorm")
# At the start of training, the slope of PReLU where its input is negative.
FIRST_SLOPE = 0.25


class FullyConnectedNet:
    """{affine - [norm] - activation - [dropout]} x (L - 1) - affine - softmax.

    Every layer is one of the exercises: the net calls what you filled in.

    Parameters
    ----------
    hidden_dims : list of int
        Width of each hidden layer; L - 1 of them.
    input_dim : int, default=3072
        Numbers in an example.
    num_classes : int, default=10
    dropout_keep_ratio : float, default=1
        Probability of keeping a hidden unit; 1 means no dropout. `dropout=` is the
        same under its older name.
    normalization : {None, "batchnorm", "layernorm"}
    reg : float, default=0.0
        Strength of the term 0.5 * reg * sum(W**2), over the weights only.
    weight_scale : float or str, default=1e-2
        Standard deviation of the initial weights, or the name of a rule of
        `init_weights`, such as "he". Biases start at 0.
    dtype : default=np.float32
        Type of parameters, scores and gradients. Take float64 for gradient checks.
    seed : int, optional
        Fixes the initial weights, and the dropout masks: they are then the same at
        every call, as a gradient check needs it.
    rng : numpy Generator, optional
        Takes the place of `seed`: initial weights, and new masks at every call.
    activation : str, default="relu"
        One of `layers.by_name.ACTIVATIONS`, or "prelu", whose slopes are learnt.

    Attributes
    ----------
    params : dict
        W1, b1, ..., WL, bL, and gamma1, beta1, ... for the normalised layers;
        with PReLU also a1, ..., the slopes.
    bn_params : list of dict
        What the normalisation of each hidden layer remembers.

    Examples
    --------
    >>> net = FullyConnectedNet([50, 20], input_dim=64, normalization="batchnorm")
    >>> {name: value.shape for name, value in net.params.items() if "1" in name}
    {'W1': (64, 50), 'b1': (50,), 'gamma1': (50,), 'beta1': (50,)}
    """

    def __init__(
        self,
        hidden_dims: Sequence[int],
        input_dim: int = 3 * 32 * 32,
        num_classes: int = 10,
        dropout_keep_ratio: float = 1,
        normalization: str | None = None,
        reg: float = 0.0,
        weight_scale: float | str = 1e-2,
        dtype: DTypeLike = np.float32,
        seed: int | None = None,
        *,
        rng: np.random.Generator | None = None,
        dropout: float | None = None,
        activation: str = "relu",
    ) -> None:
        keep = dropout_keep_ratio if dropout is None else dropout
        _check_options(hidden_dims, keep, normalization, activation, seed, rng)
        self.dims = [input_dim, *hidden_dims, num_classes]
        self.num_layers = len(self.dims) - 1
        self.num_classes = num_classes
        self.normalization = normalization
        self.activation = activation
        self.use_dropout = keep != 1
        # A float64 scalar of numpy would turn float32 gradients into float64.
        self.reg = float(reg)
        self.dtype = np.dtype(dtype)
        self.rng = np.random.default_rng(seed) if rng is None else rng
        self.dropout_param: ParamDict = {"mode": "train", "p": keep}
        if seed is not None:
            self.dropout_param["seed"] = seed
        self.bn_params: list[ParamDict] = [
            {"mode": "train"} if normalization == "batchnorm" else {}
            for _ in hidden_dims
            if normalization
        ]
        self.params = self._initial_params(weight_scale)

    def _initial_params(self, weight_scale: float | str) -> dict[str, NDArray[Any]]:
        params = {}
        for i, (D, M) in enumerate(itertools.pairwise(self.dims), 1):
            if isinstance(weight_scale, str):
                params[f"W{i}"] = init_weights(D, M, weight_scale, self.rng)
            else:
                params[f"W{i}"] = weight_scale * self.rng.standard_normal((D, M))
            params[f"b{i}"] = np.zeros(M)
            if self.normalization and i < self.num_layers:
                params[f"gamma{i}"] = np.ones(M)
                params[f"beta{i}"] = np.zeros(M)
            if self.activation == "prelu" and i < self.num_layers:
                params[f"a{i}"] = np.full(M, FIRST_SLOPE)
        return {name: value.astype(self.dtype) for name, value in params.items()}

    @overload
    def loss(self, X: Array, y: None = None) -> Array: ...
    @overload
    def loss(self, X: Array, y: Labels) -> tuple[float, dict[str, Array]]: ...
    def loss(
        self, X: Array, y: Labels | None = None
    ) -> Array | tuple[float, dict[str, Array]]:
        """Return the scores in test mode, or the loss and its gradients in training.

        Parameters
        ----------
        X : array of shape (N, d_1, ..., d_k)
        y : array of shape (N,), optional
            Labels: integers from 0 to C - 1.

        Returns
        -------
        scores : array of shape (N, C)
            Without labels.
        loss, grads : float and dict
            With labels; `grads` has the keys and shapes of `params`.
        """
        self._check_batch(X, y)
        self._set_mode("test" if y is None else "train")
        scores, caches = self._forward(X.astype(self.dtype, copy=False))
        if y is None:
            return scores
        loss, dscores = layers.softmax_loss(scores, y)
        grads = self._backward(dscores, caches)
        if self.reg:
            for name, W in self.params.items():
                if name.startswith("W"):
                    # loss += 0.5 reg sum(W^2), dW += reg W
                    loss += 0.5 * self.reg * float(np.vdot(W, W))
                    grads[name] = grads[name] + self.reg * W
        grads = {name: g.astype(self.dtype, copy=False) for name, g in grads.items()}
        return float(loss), grads

    def _forward(self, a: Array) -> tuple[Array, list[Cache]]:
        caches = []
        for i in range(1, self.num_layers):
            a, cache = self._hidden_forward(i, a)
            caches.append(cache)
        scores, cache = layers.affine_forward(a, *self._of(self.num_layers, "W", "b"))
        return scores, [*caches, cache]

    def _hidden_forward(self, i: int, a: Array) -> tuple[Array, Cache]:
        norm = drop = None
        a, affine = layers.affine_forward(a, *self._of(i, "W", "b"))
        if self.normalization:
            forward = getattr(layers, f"{self.normalization}_forward")
            scale_and_shift = self._of(i, "gamma", "beta")
            a, norm = forward(a, *scale_and_shift, self.bn_params[i - 1])
        if self.activation == "prelu":
            a, act = layers.prelu_forward(a, *self._of(i, "a"))
        else:
            a, act = ACTIVATIONS[self.activation][0](a)
        if self.use_dropout:
            a, drop = layers.dropout_forward(a, self._mask_param(i))
        return a, (affine, norm, act, drop)

    def _backward(self, d: Array, caches: list[Cache]) -> dict[str, Array]:
        last = self.num_layers
        d, dW, db = layers.affine_backward(d, caches[-1])
        grads = {f"W{last}": dW, f"b{last}": db}
        for i in range(last - 1, 0, -1):
            affine, norm, act, drop = caches[i - 1]
            if self.use_dropout:
                d = layers.dropout_backward(d, drop)
            if self.activation == "prelu":
                d, grads[f"a{i}"] = layers.prelu_backward(d, act)
            else:
                d = ACTIVATIONS[self.activation][1](d, act)
            if self.normalization:
                backward = getattr(layers, f"{self.normalization}_backward")
                d, grads[f"gamma{i}"], grads[f"beta{i}"] = backward(d, norm)
            d, grads[f"W{i}"], grads[f"b{i}"] = layers.affine_backward(d, affine)
        return {name: grads[name] for name in self.params}

    def _of(self, i: int, *names: str) -> list[Array]:
        return [self.params[f"{name}{i}"] for name in names]

    def _mask_param(self, i: int) -> ParamDict:
        """Give each hidden layer a seed of its own, so that their masks differ."""
        seed = self.dropout_param.get("seed")
        own = int(self.rng.integers(2**31)) if seed is None else seed + i - 1
        return {**self.dropout_param, "seed": own}

    def _set_mode(self, mode: str) -> None:
        self.dropout_param["mode"] = mode
        if self.normalization == "batchnorm":
            for bn_param in self.bn_params:
                bn_param["mode"] = mode

    def _check_batch(self, X: Array, y: Labels | None) -> None:
        if np.ndim(X) < 2 or X[:1].size != self.dims[0]:
            raise BadInput(
                f"X has shape {np.shape(X)}, but this net takes (N, {self.dims[0]}), "
                "or N arrays with as many entries."
            )
        if y is not None and np.shape(y) != (len(X),):
            raise BadInput(f"X has {len(X)} examples, but y has shape {np.shape(y)}.")

    def save(self, path: str | Path) -> None:
        """Write the parameters to a file."""
        arrays: dict[str, Any] = dict(self.params)
        with open(path, "wb") as file:
            np.savez(file, **arrays)

    def load(self, path: str | Path) -> None:
        """Read the parameters from a file that `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            self.params = {name: stored[name] for name in self.params}


class TwoLayerNet(FullyConnectedNet):
    """affine - relu - affine - softmax.

    Parameters are as in `FullyConnectedNet`, but for the smaller `weight_scale` and
    for float64.
    """

    def __init__(
        self,
        input_dim: int = 3 * 32 * 32,
        hidden_dim: int = 100,
        num_classes: int = 10,
        weight_scale: float | str = 1e-3,
        reg: float = 0.0,
        seed: int | None = None,
        dtype: DTypeLike = np.float64,
    ) -> None:
        super().__init__(
            [hidden_dim],
            input_dim,
            num_classes,
            reg=reg,
            weight_scale=weight_scale,
            dtype=dtype,
            seed=seed,
        )


def _check_options(
    hidden_dims: Sequence[int],
    keep: float,
    normalization: str | None,
    activation: str,
    seed: int | None,
    rng: np.random.Generator | None,
) -> None:
    if not isinstance(hidden_dims, Sequence) or not len(hidden_dims):
        raise BadInput(
            "hidden_dims must be a list with the width of at least one hidden layer, "
            f"such as [100, 50]; got {hidden_dims!r}."
        )
    if not 0 < keep <= 1:
        raise BadInput(
            "dropout_keep_ratio is the probability of keeping a unit, above 0 and at "
            f"most 1 (no dropout); got {keep}."
        )
    if normalization not in NORMALIZATIONS:
        known = ", ".join(map(repr, NORMALIZATIONS))
        raise BadInput(f"normalization must be {known}; got {normalization!r}.")
    if activation not in (*ACTIVATIONS, "prelu"):
        known = ", ".join(map(repr, [*ACTIVATIONS, "prelu"]))
        raise BadInput(f"activation must be {known}; got {activation!r}.")
    if seed is not None and rng is not None:
        raise BadInput("Give either seed or rng: each fixes the initial weights.")
