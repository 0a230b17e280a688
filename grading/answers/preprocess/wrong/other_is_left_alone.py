# check: test-preprocess-centre, test-preprocess-standardise
# hint: X_other has not been changed
# says: X_other has not been changed.
# about: only the training images are changed


def preprocess(X_train, X_other, rule):
    mean_image = X_train.mean(axis=0)
    if rule == "mean image":
        return X_train - mean_image, X_other
    elif rule == "channel mean":
        mean = X_train.mean(axis=(0, 2, 3))[None, :, None, None]
        return X_train - mean, X_other
    elif rule == "standardise":
        std = X_train.std(axis=0)
        std[std == 0] = 1
        return (X_train - mean_image) / std, X_other
    else:
        raise ValueError(rule)
