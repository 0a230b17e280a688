# about: loops over channels, pixels and sets
import numpy as np


def preprocess(X_train, X_other, rule):
    results = []
    for images in (X_train, X_other):
        out = np.empty(images.shape)
        for c in range(images.shape[1]):
            if rule == "channel mean":
                out[:, c] = images[:, c] - np.average(X_train[:, c])
                continue
            for i, j in np.ndindex(*images.shape[2:]):
                values = X_train[:, c, i, j]
                out[:, c, i, j] = images[:, c, i, j] - values.mean()
                if rule == "standardise":
                    out[:, c, i, j] /= values.std() or 1
                elif rule != "mean image":
                    raise ValueError("no such rule")
        results.append(out)
    return results[0], results[1]
