# about: takes the variances from the diagonal of the covariance matrix
import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    N, D = x.shape
    r_mean = np.array(bn_param.get("running_mean", [0.0] * D))
    r_var = np.array(bn_param.get("running_var", [0.0] * D))
    if bn_param["mode"] == "test":
        scale = gamma / np.sqrt(r_var + eps)
        return x * scale + (beta - r_mean * scale), (x, gamma)
    elif bn_param["mode"] == "train":
        mean = np.average(x, axis=0)
        var = np.diag(np.atleast_2d(np.cov(x, rowvar=False, bias=True)))
        bn_param.update(
            running_mean=r_mean * momentum + mean * (1 - momentum),
            running_var=r_var * momentum + var * (1 - momentum),
        )
        std = np.power(var + eps, 0.5)
        x_hat = np.divide(np.subtract(x, mean), std)
        return x_hat * gamma + beta, (x_hat, x - mean, std, gamma)
    else:
        raise ValueError("no such mode")
