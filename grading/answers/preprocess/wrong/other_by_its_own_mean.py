# check: test-preprocess-centre, test-preprocess-standardise
# hint: X_other is centred by its own mean, not by that of X_train
# says: X_other is centred by its own mean, not by that of X_train.
# about: each set has its own mean image


def preprocess(X_train, X_other, rule):
    mean_image = X_train.mean(axis=0)
    if rule == "mean image":
        return X_train - mean_image, X_other - X_other.mean(axis=0)
    elif rule == "channel mean":
        mean = X_train.mean(axis=(0, 2, 3))[None, :, None, None]
        return X_train - mean, X_other - X_other.mean(axis=(0, 2, 3))[:, None, None]
    elif rule == "standardise":
        std = X_train.std(axis=0)
        std[std == 0] = 1
        return (X_train - mean_image) / std, (X_other - X_other.mean(axis=0)) / std
    else:
        raise ValueError(rule)
