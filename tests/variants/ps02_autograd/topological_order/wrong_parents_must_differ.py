# loses: topological_order where a short way and a long way meet; topological_order of random graphs; topological_order of a root alone; topological_order where a parent stands twice
# hint: In x * x the same parent stands twice. Your function takes the second one for a node that is still missing.

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    order, seen, stack = [], {root}, [(root, list(parents(root)))]
    while stack:
        node, waiting = stack[-1]
        fresh = [p for p in waiting if p not in seen]
        seen.update(fresh)
        stack[-1] = (node, [])
        if fresh:
            stack += [(p, list(parents(p))) for p in fresh]
        else:
            order.append(node)
            stack.pop()
    return order
