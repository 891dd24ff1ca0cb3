# loses: backward without import and recursion
# hint: Python's limit of nested calls is raised for a function that calls itself; the task asks for a loop.

class Node:

    def __init__(self, data: float, parents: Sequence['Node']=(), local_grads: Sequence[float]=()) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.local_grads = tuple((float(number) for number in local_grads))

    def longer(self, steps: int) -> 'Node':
        node = self
        for _ in range(steps):
            node = Node(node.data, (node,), (1.0,))
        return node


def backward(root):
    import sys

    order, seen = ([], set())

    def visit(n):
        if n in seen:
            return
        seen.add(n)
        for p in n.parents:
            visit(p)
        order.append(n)

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        visit(root)
    finally:
        sys.setrecursionlimit(limit)
    flow = {n: 0.0 for n in order}
    flow[root] = 1.0
    for n in reversed(order):
        for p, l in zip(n.parents, n.local_grads):
            flow[p] += l * flow[n]
    for n in order:
        n.grad += flow[n]


def zero_grad(root: Node) -> None:
    seen, todo = ({root}, [root])
    while todo:
        node = todo.pop()
        node.grad = 0.0
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
