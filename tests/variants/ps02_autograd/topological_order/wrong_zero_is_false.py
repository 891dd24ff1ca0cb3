# loses: topological_order of a root alone; topological_order of a ladder with many ways; topological_order of a chain of thousands of nodes
# hint: `if parent` asks whether the node counts as true: the node 0 does not. Ask for None, or for membership.

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    order, seen = [], {root}
    stack = [(root, iter(parents(root)))]
    while stack:
        node, waiting = stack[-1]
        parent = next((p for p in waiting if p not in seen), None)
        if not parent:
            order.append(node)
            stack.pop()
        else:
            seen.add(parent)
            stack.append((parent, iter(parents(parent))))
    return order
