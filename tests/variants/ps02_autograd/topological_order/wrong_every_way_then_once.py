# loses: topological_order of a ladder with many ways
# hint: The order is right, but you walk every way down before you throw the repeats away: the ladder has 2^60 ways.

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    order, stack = [], [(root, False)]
    while stack:
        node, ready = stack.pop()
        if ready:
            order.append(node)
        else:
            stack.append((node, True))
            stack.extend((p, False) for p in parents(node))
    return list(dict.fromkeys(order))
