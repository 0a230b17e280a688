# check: test-graph_forward
# hint: KeyError: 'q'
# about: the name of the gate takes the place of the node's
from cs231n_utils.graphs import gate_forward


def graph_forward(nodes, inputs):
    values = dict(inputs)
    for name, gate, sources in nodes:
        values[gate] = gate_forward(gate, [values[source] for source in sources])
    return values
