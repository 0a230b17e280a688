# check: test-graph_backward-chain, test-graph_backward-branches
# hint: everything is 0: the last node starts with the gradient 1
# says: everything is 0: the last node starts with the gradient 1.
# about: the last node has the gradient 0
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources, arrived):
            gradients[source] += gradient
    return gradients
