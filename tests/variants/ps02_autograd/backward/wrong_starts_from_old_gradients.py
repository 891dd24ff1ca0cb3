# loses: a second backward doubles every gradient; backward three times, zero_grad, and once more
# hint: In the second pass your nodes pass on what stands in grad, the first pass included. Keep each pass apart, and add at the end.

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


def ordered(root):
    order, done = [], set()
    stack = [(root, False)]
    while stack:
        node, ready = stack.pop()
        if node in done:
            continue
        if ready:
            done.add(node)
            order.append(node)
        else:
            stack.append((node, True))
            stack.extend((parent, False) for parent in node.parents)
    return order


def backward(root: Node) -> None:
    root.grad += 1.0
    for node in reversed(ordered(root)):
        for parent, local in zip(node.parents, node.local_grads):
            parent.grad += node.grad * local


def zero_grad(root: Node) -> None:
    for node in ordered(root):
        node.grad = 0.0
