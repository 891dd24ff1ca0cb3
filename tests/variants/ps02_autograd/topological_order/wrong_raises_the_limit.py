# loses: topological_order without import and recursion
# hint: Python's limit of nested calls is raised for a function that calls itself; the task asks for a loop.

def topological_order(root, parents):
    import sys

    order, seen = ([], set())

    def visit(node):
        if node in seen:
            return
        seen.add(node)
        for parent in parents(node):
            visit(parent)
        order.append(node)

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        visit(root)
    finally:
        sys.setrecursionlimit(limit)
    return order
