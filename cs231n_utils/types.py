"""Names for the types that the layers exchange."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
Labels: TypeAlias = NDArray[np.integer[Any]]
# Whatever a forward pass keeps for its own backward pass.
Cache: TypeAlias = Any
# Settings and running state that the caller owns and a layer may write to.
ParamDict: TypeAlias = dict[str, Any]
