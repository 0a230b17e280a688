# check: test-graph_forward
# hint: TypeError
# about: hands names to the gate
from cs231n_utils.graphs import gate_forward


def graph_forward(nodes, inputs):
    values = dict(inputs)
    for name, gate, sources in nodes:
        values[name] = gate_forward(gate, sources)
    return values
