"""Preprocessing: what a data set is shifted, scaled and rotated by before training.

Statistics come from training examples only, and are applied to all others.
"""

from cs231n_utils.skeletons import skeleton
from cs231n_utils.types import Array


@skeleton("init_statistics")
def preprocess(X_train: Array, X_other: Array, rule: str) -> tuple[Array, Array]:
    """Centre or standardise two sets of images by the statistics of the first.

    Parameters
    ----------
    X_train : array of shape (N, C, H, W)
        Training images: the only ones that are measured.
    X_other : array of shape (M, C, H, W)
        Images for validation or test.
    rule : {"mean image", "channel mean", "standardise"}
        - "mean image": subtract the mean image, of shape (C, H, W).
        - "channel mean": subtract the mean of each channel, C numbers.
        - "standardise": subtract the mean image, and divide each of the C * H * W
          values by its standard deviation. A value that never varies is only centred.

        Anything else is a ValueError.

    Returns
    -------
    train : array of shape (N, C, H, W)
    other : array of shape (M, C, H, W)
    """
    raise NotImplementedError


@skeleton("init_statistics")
def fit_pca(X: Array) -> tuple[Array, Array, Array]:
    """Find the directions along which training examples vary, the strongest first.

    Parameters
    ----------
    X : array of shape (N, D)

    Returns
    -------
    U : array of shape (D, D)
        Its columns are the eigenvectors of the covariance matrix, of length 1.
    variances : array of shape (D,)
        Their eigenvalues, from the largest down. The covariance is divided by N.
    mean : array of shape (D,)
    """
    raise NotImplementedError


@skeleton("init_statistics")
def apply_pca(
    X: Array,
    U: Array,
    variances: Array,
    mean: Array,
    whiten: bool = False,
    eps: float = 1e-5,
) -> Array:
    """Express examples by the directions that `fit_pca` found.

    Parameters
    ----------
    X : array of shape (N, D)
        Any examples, not only those that were measured.
    U : array of shape (D, k)
        The first k directions; k = D keeps all.
    variances : array of shape (k,)
    mean : array of shape (D,)
    whiten : bool, default=False
        Also divide each coordinate by sqrt(variance + eps).
    eps : float, default=1e-5

    Returns
    -------
    out : array of shape (N, k)
    """
    raise NotImplementedError
