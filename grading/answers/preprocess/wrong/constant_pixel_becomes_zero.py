# check: test-preprocess-standardise
# hint: a value that never varied is set to 0, not only centred
# says: a value that never varied is set to 0, not only centred.
# about: whatever never varied is set to 0
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
        same = X_train.std(axis=0) == 0
        train, other = (X_train - mean_image) / std, (X_other - mean_image) / std
        return np.where(same, 0, train), np.where(same, 0, other)
    else:
        raise ValueError(rule)
