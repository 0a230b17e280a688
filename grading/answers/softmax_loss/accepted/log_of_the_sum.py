# about: log-sum-exp less the right score
import numpy as np


def softmax_loss(x, y):
    top = np.max(x, axis=1)[:, None]
    total = top[:, 0] + np.log(np.exp(x - top).sum(1))
    right = np.take_along_axis(x, y[:, None], axis=1)[:, 0]
    onehot = np.eye(x.shape[1])[y]
    return np.mean(total - right), (np.exp(x - total[:, None]) - onehot) / len(y)
