# check: test-preprocess-standardise
# hint: divided by one deviation for each channel, not for each value
# says: divided by one deviation for each channel, not for each value.
# about: one deviation a channel


def preprocess(X_train, X_other, rule):
    mean_image = X_train.mean(axis=0)
    if rule == "mean image":
        return X_train - mean_image, X_other - mean_image
    elif rule == "channel mean":
        mean = X_train.mean(axis=(0, 2, 3))[None, :, None, None]
        return X_train - mean, X_other - mean
    elif rule == "standardise":
        std = X_train.std(axis=(0, 2, 3))[:, None, None]
        return (X_train - mean_image) / std, (X_other - mean_image) / std
    else:
        raise ValueError(rule)
