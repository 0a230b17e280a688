# check: test-graph_backward-chain, test-graph_backward-branches
# hint: x and y get nothing: walk from the last node to the first, and leave none out
# says: x and y get nothing: walk from the last node to the first, and leave none out.
# about: walks from the first to the last
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in nodes:
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources, arrived):
            gradients[source] += gradient
    return gradients
