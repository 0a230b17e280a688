# check: test-knn_predict
# hint: that is the sum of absolute differences
# says: that is the sum of absolute differences.
# about: city-block distance
import numpy as np


def knn_predict(X_train, y_train, X, k):
    labels = []
    for row in X:
        distance = np.abs(X_train - row).sum(axis=1)
        nearest = np.argsort(distance)[:k]
        labels.append(np.bincount(y_train[nearest]).argmax())
    return np.array(labels)
