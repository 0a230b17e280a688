# about: returns arrays
import numpy as np


def gate_backward(gate, inputs, dz):
    v = np.asarray(inputs, dtype=float)
    if gate == "add":
        return np.full(2, dz)
    if gate == "mul":
        return v[::-1] * dz
    if gate == "max":
        return dz * (v == v.max())
    if gate == "sigmoid":
        e = np.exp(-v)
        return dz * e / (1 + e) ** 2
    return (
        dz * {"neg": -(v**0), "exp": np.exp(v), "plus1": v**0, "inv": -(v**-2.0)}[gate]
    )
