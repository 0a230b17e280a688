# check: test-knn_predict
# hint: a tie goes to the smallest label
# says: a tie goes to the smallest label.
# about: ties go to the largest label
import numpy as np


def knn_predict(X_train, y_train, X, k):
    labels = []
    for row in X:
        distance = ((X_train - row) ** 2).sum(axis=1)
        nearest = np.argsort(distance)[:k]
        labels.append(
            (lambda c: len(c) - 1 - c[::-1].argmax())(np.bincount(y_train[nearest]))
        )
    return np.array(labels)
