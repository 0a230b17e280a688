# check: test-knn_predict
# hint: only the nearest votes; k is not used
# says: only the nearest votes; k is not used.
# about: ignores k
import numpy as np


def knn_predict(X_train, y_train, X, k):
    labels = []
    for row in X:
        distance = ((X_train - row) ** 2).sum(axis=1)
        nearest = np.argsort(distance)[:1]
        labels.append(np.bincount(y_train[nearest]).argmax())
    return np.array(labels)
