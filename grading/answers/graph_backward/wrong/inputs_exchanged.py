# check: test-graph_backward-chain, test-graph_backward-branches
# hint: what belongs to one input of a gate goes to the other
# says: what belongs to one input of a gate goes to the other.
# about: the order of the inputs is reversed
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources[::-1], arrived):
            gradients[source] += gradient
    return gradients
