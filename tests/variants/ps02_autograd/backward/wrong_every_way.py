# loses: backward passes on what is complete
# hint: Each part is sent on as it comes, way by way; a node has to wait until its gradient is complete.

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
    stack = [(root, 1.0)]
    while stack:
        n, g = stack.pop()
        n.grad += g
        for p, l in zip(n.parents, n.local_grads):
            stack.append((p, g * l))


def zero_grad(root: Node) -> None:
    seen, todo = ({root}, [root])
    while todo:
        node = todo.pop()
        node.grad = 0.0
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
