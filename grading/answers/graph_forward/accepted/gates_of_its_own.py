# about: computes the gates itself, in numpy
import numpy as np


def graph_forward(nodes, inputs):
    v = {k: np.float64(x) for k, x in inputs.items()}
    for name, gate, sources in nodes:
        a = [v[s] for s in sources]
        if gate == "add":
            v[name] = a[0] + a[1]
        elif gate == "mul":
            v[name] = np.prod(a)
        elif gate == "max":
            v[name] = np.max(a)
        elif gate == "neg":
            v[name] = -a[0]
        elif gate == "exp":
            v[name] = np.exp(a[0])
        elif gate == "plus1":
            v[name] = 1 + a[0]
        elif gate == "inv":
            v[name] = a[0] ** -1
        else:
            v[name] = np.exp(a[0]) / (1 + np.exp(a[0]))
    return v
