# check: test-preprocess-standardise
# hint: X_other is divided by its own deviation, not by that of X_train
# says: X_other is divided by its own deviation, not by that of X_train.
# about: the deviation of X_other for X_other
import numpy as np


def preprocess(X_train, X_other, rule):
    mean_image = X_train.mean(axis=0)
    if rule == "mean image":
        return X_train - mean_image, X_other - mean_image
    elif rule == "channel mean":
        mean = X_train.mean(axis=(0, 2, 3))[None, :, None, None]
        return X_train - mean, X_other - mean
    elif rule == "standardise":
        std = X_train.std(axis=0)
        std[std == 0] = 1
        return (X_train - mean_image) / std, (X_other - mean_image) / np.maximum(
            X_other.std(axis=0), 1
        )
    else:
        raise ValueError(rule)
