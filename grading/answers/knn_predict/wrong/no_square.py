# check: test-knn_predict
# hint: the nearest is 2
# about: sums the differences
import numpy as np


def knn_predict(X_train, y_train, X, k):
    labels = []
    for row in X:
        distance = (X_train - row).sum(axis=1)
        nearest = np.argsort(distance)[:k]
        labels.append(np.bincount(y_train[nearest]).argmax())
    return np.array(labels)
