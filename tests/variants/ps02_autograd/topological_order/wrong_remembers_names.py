# loses: topological_order of nodes of several kinds
# hint: What is done is remembered by str(node), and 1 and '1' look alike there.

def topological_order(root, parents):
    order, done = ([], set())
    stack = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if str(node) in done:
            continue
        if ready:
            done.add(str(node))
            order.append(node)
            continue
        stack.append((node, True))
        stack += [(p, False) for p in parents(node)]
    return order
