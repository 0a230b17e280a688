# check: test-preprocess-centre, test-preprocess-standardise
# hint: train of preprocess with "mean image" has shape (1, 2, 1, 2)
# about: other comes first


def preprocess(X_train, X_other, rule):
    mean_image = X_train.mean(axis=0)
    if rule == "mean image":
        return X_other - mean_image, X_train - mean_image
    elif rule == "channel mean":
        mean = X_train.mean(axis=(0, 2, 3))[None, :, None, None]
        return X_other - mean, X_train - mean
    elif rule == "standardise":
        std = X_train.std(axis=0)
        std[std == 0] = 1
        return (X_other - mean_image) / std, (X_train - mean_image) / std
    else:
        raise ValueError(rule)
