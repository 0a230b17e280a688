# check: test-graph_backward-branches
# hint: where branches meet gradients add; here they are averaged
# says: where branches meet gradients add; here they are averaged.
# about: the mean over the uses
def graph_backward(nodes, values, back):
    gradients = dict.fromkeys(values, 0.0)
    gradients[nodes[-1][0]] = 1.0
    for name, gate, sources in reversed(nodes):
        inputs = [values[source] for source in sources]
        arrived = back(gate, inputs, gradients[name])
        for source, gradient in zip(sources, arrived):
            gradients[source] += gradient
    for source in values:
        uses = sum(list(s).count(source) for _, _, s in nodes)
        gradients[source] /= max(1, uses)
    return gradients
