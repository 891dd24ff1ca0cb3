# loses: topological_order of nodes of several kinds
# hint: Your function sorts the nodes, and a string and a number cannot be compared.

def topological_order(root, parents):
    seen, todo = ({root}, [root])
    above = {}
    while todo:
        n = todo.pop()
        above[n] = sorted(set(parents(n)))
        for p in above[n]:
            if p not in seen:
                seen.add(p)
                todo.append(p)
    order, done = ([], set())
    left = dict(above)
    stack = [root]
    while stack:
        n = stack[-1]
        if n in done:
            stack.pop()
            continue
        rest = [p for p in above[n] if p not in done]
        if rest:
            stack.append(rest[0])
        else:
            done.add(n)
            order.append(n)
            stack.pop()
    return order
