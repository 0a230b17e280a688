# check: test-graph_backward-chain, test-graph_backward-branches
# hint: x and y get nothing: walk from the last node to the first, and leave none out
# says: x and y get nothing: walk from the last node to the first, and leave none out.
# about: return stands inside the loop
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources, arrived):
            gradients[source] += gradient
        return gradients
