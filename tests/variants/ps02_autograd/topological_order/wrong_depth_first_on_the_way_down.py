# loses: topological_order of a diamond; topological_order where a short way and a long way meet; topological_order of random graphs; topological_order of nodes of several kinds; topological_order of a ladder with many ways
# hint: You note a node when you come to it, before its parents are done: turned round, that is no topological order.

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    order, seen, stack = [], set(), [root]
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        order.append(node)
        stack.extend(parents(node))
    return order[::-1]
