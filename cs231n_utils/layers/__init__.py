"""Layers as pairs of functions, under the names and conventions of CS231n.

`X_forward(...) -> (out, cache)` and `X_backward(dout, cache) -> gradients`, in the
order of the forward pass's inputs. Only a layer's own backward pass looks into its
cache. All of them are skeletons: a notebook has you write the body.
"""

from cs231n_utils.layers.affine import (
    affine_backward,
    affine_forward,
    relu_backward,
    relu_forward,
)
from cs231n_utils.layers.dropout import (
    dropconnect_backward,
    dropconnect_forward,
    dropout_backward,
    dropout_forward,
)
from cs231n_utils.layers.losses import softmax_loss
from cs231n_utils.layers.normalization import (
    batchnorm_backward,
    batchnorm_backward_alt,
    batchnorm_forward,
    fold_batchnorm,
    groupnorm_forward,
    layernorm_backward,
    layernorm_forward,
)

__all__ = [
    "affine_backward",
    "affine_forward",
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "batchnorm_forward",
    "dropconnect_backward",
    "dropconnect_forward",
    "dropout_backward",
    "dropout_forward",
    "fold_batchnorm",
    "groupnorm_forward",
    "layernorm_backward",
    "layernorm_forward",
    "relu_backward",
    "relu_forward",
    "softmax_loss",
]
