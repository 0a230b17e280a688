# about: turns the list round in place, and back again
def graph_backward(nodes, values, back):
    grads = {name: 0 for name in values}
    grads[nodes[len(nodes) - 1][0]] = 1
    nodes.reverse()
    for i in range(len(nodes)):
        name, gate, sources = nodes[i]
        arrived = back(gate, [values[s] for s in sources], grads[name])
        for j in range(len(sources)):
            grads[sources[j]] = grads[sources[j]] + arrived[j]
    nodes.reverse()
    return grads
