# check: test-graph_forward
# hint: a gate takes its inputs by their names, not the values computed last
# says: a gate takes its inputs by their names, not the values computed last.
# about: takes the last values in the dict
from cs231n_utils.graphs import gate_forward


def graph_forward(nodes, inputs):
    values = dict(inputs)
    for name, gate, sources in nodes:
        values[name] = gate_forward(gate, list(values.values())[-len(sources) :])
    return values
