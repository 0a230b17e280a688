# about: changes its inputs and returns them, as a list
import numpy as np


def preprocess(X_train, X_other, rule):
    if rule not in {"mean image", "channel mean", "standardise"}:
        raise ValueError("mean image, channel mean or standardise")
    axes = (0,) if rule != "channel mean" else (0, 2, 3)
    mean = np.mean(X_train, axis=axes, keepdims=True)
    std = np.std(X_train, axis=0, keepdims=True)
    X_train -= mean
    X_other -= mean
    if rule == "standardise":
        np.divide(X_train, std, out=X_train, where=std > 0)
        np.divide(X_other, std, out=X_other, where=std > 0)
    return [X_train, X_other]
