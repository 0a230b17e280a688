"""Layers as pairs of functions, under the names and conventions of CS231n.

`X_forward(...) -> (out, cache)` and `X_backward(dout, cache) -> gradients`, in the
order of the forward pass's inputs. Only a layer's own backward pass looks into its
cache. All of them are skeletons: a notebook has you write the body.
"""

from cs231n_utils.layers.activations import (
    elu_backward,
    elu_forward,
    prelu_backward,
    prelu_forward,
    sigmoid_backward,
    sigmoid_forward,
    softplus_backward,
    softplus_forward,
    tanh_backward,
    tanh_forward,
)
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
from cs231n_utils.layers.gated import (
    glu_backward,
    glu_forward,
    maxout_backward,
    maxout_forward,
    self_gated_backward,
    self_gated_forward,
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
    "elu_backward",
    "elu_forward",
    "fold_batchnorm",
    "glu_backward",
    "glu_forward",
    "groupnorm_forward",
    "layernorm_backward",
    "layernorm_forward",
    "maxout_backward",
    "maxout_forward",
    "prelu_backward",
    "prelu_forward",
    "relu_backward",
    "relu_forward",
    "self_gated_backward",
    "self_gated_forward",
    "sigmoid_backward",
    "sigmoid_forward",
    "softmax_loss",
    "softplus_backward",
    "softplus_forward",
    "tanh_backward",
    "tanh_forward",
]
