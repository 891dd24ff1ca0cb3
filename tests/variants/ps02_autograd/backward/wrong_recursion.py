# loses: backward without import and recursion; backward passes on what is complete; backward through a graph of depth 10,000
# hint: Your backward calls itself once per node on the way down, and Python stops at about 1,000 nested calls.

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
    def send(node, gradient):
        node.grad += gradient
        for parent, local in zip(node.parents, node.local_grads):
            send(parent, gradient * local)

    send(root, 1.0)


def zero_grad(root: Node) -> None:
    seen, todo = {root}, [root]
    while todo:
        node = todo.pop()
        node.grad = 0.0
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
