# check: test-knn_predict
# hint: the nearest is 2
# about: votes with indices
import numpy as np


def knn_predict(X_train, y_train, X, k):
    labels = []
    for row in X:
        distance = ((X_train - row) ** 2).sum(axis=1)
        nearest = np.argsort(distance)[:k]
        labels.append(nearest[0])
    return np.array(labels)
