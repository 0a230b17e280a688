# check: test-graph_backward-branches
# hint: where a value is used several times its gradients add; here the last one wins
# says: where a value is used several times its gradients add; here the last one wins.
# about: = instead of +=
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources, arrived):
            gradients[source] = gradient
    return gradients
