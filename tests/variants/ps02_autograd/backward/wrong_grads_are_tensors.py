# loses: backward touches nothing but grad, and only what the root needs
# hint: grad is a tensor after your pass; it has to stay a float.

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


def backward(root):
    order = ordered(root)
    flow = {n: torch.zeros((), dtype=torch.float64) for n in order}
    flow[root] = torch.ones((), dtype=torch.float64)
    for n in reversed(order):
        for p, l in zip(n.parents, n.local_grads):
            flow[p] = flow[p] + l * flow[n]
    for n in order:
        n.grad = n.grad + flow[n]


def zero_grad(root: Node) -> None:
    seen, todo = ({root}, [root])
    while todo:
        node = todo.pop()
        node.grad = 0.0
        for parent in node.parents:
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
