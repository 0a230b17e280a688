# check: test-preprocess-centre
# hint: that is the mean image, one mean for each pixel
# says: that is the mean image, one mean for each pixel.
# about: both rules subtract the mean image


def preprocess(X_train, X_other, rule):
    mean_image = X_train.mean(axis=0)
    if rule == "mean image":
        return X_train - mean_image, X_other - mean_image
    elif rule == "channel mean":
        mean = mean_image
        return X_train - mean, X_other - mean
    elif rule == "standardise":
        std = X_train.std(axis=0)
        std[std == 0] = 1
        return (X_train - mean_image) / std, (X_other - mean_image) / std
    else:
        raise ValueError(rule)
