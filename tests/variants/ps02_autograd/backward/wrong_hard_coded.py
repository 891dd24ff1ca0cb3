# loses: a second backward doubles every gradient; zero_grad of a small graph; backward without import and recursion; backward where nodes are used several times; backward agrees with torch on random graphs; backward passes on what is complete; backward three times, zero_grad, and once more; backward touches nothing but grad, and only what the root needs; backward through a graph of depth 10,000
# hint: Your functions write the same numbers whatever the graph is.

class Node:

    def __init__(
        self,
        data: float,
        parents: Sequence["Node"] = (),
        local_grads: Sequence[float] = (),
    ) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.local_grads = tuple(float(number) for number in local_grads)

    def longer(self, steps: int) -> "Node":
        node = self
        for _ in range(steps):
            node = Node(node.data, (node,), (1.0,))
        return node


def backward(root: Node) -> None:
    m, x = root.parents[0], root.parents[-1]
    root.grad, m.grad, x.grad = 1.0, 1.0, 4.0
    for parent in m.parents:
        if parent is not x:
            parent.grad = 2.0


def zero_grad(root: Node) -> None:
    pass
