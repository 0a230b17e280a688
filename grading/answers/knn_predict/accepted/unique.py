# about: counts with np.unique, takes the root
import numpy as np


def knn_predict(X_train, y_train, X, k):
    labels = []
    for row in X:
        distance = np.sqrt(((X_train - row) ** 2).sum(axis=1))
        nearest = np.argsort(distance)[:k]
        labels.append(
            max(sorted(set(y_train[nearest])), key=list(y_train[nearest]).count)
        )
    return np.array(labels)
