# check: test-graph_backward-chain, test-graph_backward-branches
# hint: the last node starts with its value; df/df is 1
# says: the last node starts with its value; df/df is 1.
# about: df/df is the value of f
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = values[nodes[-1][0]]
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources, arrived):
            gradients[source] += gradient
    return gradients
