# about: splits, normalises and stacks
import numpy as np


def groupnorm_forward(x, gamma, beta, gn_param):
    eps = gn_param.get("eps", 1e-5)
    parts = []
    for part in np.split(x, gn_param["groups"], axis=1):
        part = part.T
        part = part - part.mean(0)
        parts.append((part / (np.mean(part**2, 0) + eps) ** 0.5).T)
    return np.concatenate(parts, axis=1) * gamma + beta, None
