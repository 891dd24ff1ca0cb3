# loses: topological_order without import and recursion; topological_order of a chain of thousands of nodes
# hint: Your function calls itself once per node on the way down, and Python stops at about 1,000 nested calls.

def topological_order(
    root: Hashable,
    parents: Callable[[Hashable], Sequence[Hashable]],
) -> list[Hashable]:
    order, seen = [], set()

    def visit(node):
        if node in seen:
            return
        seen.add(node)
        for parent in parents(node):
            visit(parent)
        order.append(node)

    visit(root)
    return order
