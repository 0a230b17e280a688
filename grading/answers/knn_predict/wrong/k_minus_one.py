# check: test-knn_predict
# hint: the nearest is 2
# about: leaves out the nearest
import numpy as np


def knn_predict(X_train, y_train, X, k):
    labels = []
    for row in X:
        distance = ((X_train - row) ** 2).sum(axis=1)
        nearest = np.argsort(distance)[1 : k + 1]
        labels.append(np.bincount(y_train[nearest]).argmax())
    return np.array(labels)
