# loses: backward of x * y + x; backward where nodes are used several times; backward agrees with torch on random graphs; backward passes on what is complete; backward three times, zero_grad, and once more; backward through a graph of depth 10,000
# hint: A node that is used twice keeps only the last part that it was sent: = where += is needed.

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
    flow = {node: 0.0 for node in ordered(root)}
    flow[root] = 1.0
    for node in reversed(list(flow)):
        node.grad += flow[node]
        for parent, local in zip(node.parents, node.local_grads):
            flow[parent] = flow[node] * local


def zero_grad(root: Node) -> None:
    for node in ordered(root):
        node.grad = 0.0
