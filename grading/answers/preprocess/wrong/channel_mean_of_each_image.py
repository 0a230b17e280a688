# check: test-preprocess-centre
# hint: each image is centred by its own channel means
# says: each image is centred by its own channel means.
# about: axis (2, 3): each image by its own means


def preprocess(X_train, X_other, rule):
    mean_image = X_train.mean(axis=0)
    if rule == "mean image":
        return X_train - mean_image, X_other - mean_image
    elif rule == "channel mean":
        mean, other = (x.mean(axis=(2, 3), keepdims=True) for x in (X_train, X_other))
        return X_train - mean, X_other - other
    elif rule == "standardise":
        std = X_train.std(axis=0)
        std[std == 0] = 1
        return (X_train - mean_image) / std, (X_other - mean_image) / std
    else:
        raise ValueError(rule)
