# check: test-graph_forward
# hint: both inputs of a gate are its first one
# says: both inputs of a gate are its first one.
# about: takes the first input for both
from cs231n_utils.graphs import gate_forward


def graph_forward(nodes, inputs):
    values = dict(inputs)
    for name, gate, sources in nodes:
        values[name] = gate_forward(gate, [values[sources[0]] for source in sources])
    return values
