# about: an array of all differences
import numpy as np


def knn_predict(X_train, y_train, X, k):
    d = np.linalg.norm(X[:, None] - X_train[None], axis=2)
    near = y_train[np.argsort(d, axis=1)[:, :k]]
    return [np.bincount(v).argmax() for v in near]
    labels = []
    for row in X:
        distance = ((X_train - row) ** 2).sum(axis=1)
        nearest = np.argsort(distance)[:k]
        labels.append(np.bincount(y_train[nearest]).argmax())
    return np.array(labels)
