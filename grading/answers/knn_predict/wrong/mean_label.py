# check: test-knn_predict
# hint: the labels are averaged; let them vote
# says: the labels are averaged; let them vote.
# about: rounds the mean of the labels
import numpy as np


def knn_predict(X_train, y_train, X, k):
    labels = []
    for row in X:
        distance = ((X_train - row) ** 2).sum(axis=1)
        nearest = np.argsort(distance)[:k]
        labels.append(int(np.mean(y_train[nearest]) + 0.5))
    return np.array(labels)
