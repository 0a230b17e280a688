# about: works on rows of numbers, and on columns for channels
import numpy as np


def preprocess(X_train, X_other, rule):
    N, c, H, W = X_train.shape
    rows, others = X_train.reshape(N, -1), X_other.reshape(len(X_other), -1)
    if rule == "mean image":
        mu, sigma = rows.sum(axis=0) / N, np.ones(c * H * W)
    elif rule == "standardise":
        mu = rows.sum(axis=0) / N
        sigma = np.sqrt(((rows - mu) ** 2).sum(axis=0) / N)
        sigma = np.array([s if s else 1.0 for s in sigma])
    elif rule == "channel mean":
        mu = np.repeat(rows.reshape(N, c, -1).mean(axis=2).mean(axis=0), H * W)
        sigma = np.ones(c * H * W)
    else:
        raise ValueError("unknown")
    train, other = (rows - mu) / sigma, (others - mu) / sigma
    return train.reshape(X_train.shape), other.reshape(X_other.shape)
