# about: leaves out nodes that nothing arrives at
import numpy as np


def graph_backward(nodes, values, back):
    grads = {}
    for name, gate, sources in nodes[::-1]:
        dz = 1.0 if name == nodes[-1][0] else grads.get(name)
        if dz is None:
            continue
        grads[name] = dz
        sent = np.asarray(back(gate, [values[s] for s in sources], dz), dtype=float)
        for s, g in zip(sources, sent):
            grads[s] = grads.get(s, 0.0) + g
    return {name: grads.get(name, 0.0) for name in values}
