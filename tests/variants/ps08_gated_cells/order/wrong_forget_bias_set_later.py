# loses: the forget gate is open at the start; at the start the gradient reaches further back than the RNN's
# hint: What start returns has no forget bias, or has it in another part: it belongs to the second quarter of b.

def start(
    inputs: int, hidden: int, classes: int, seed: int
) -> tuple[
    torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor
]:
    source = torch.Generator().manual_seed(seed)
    scale = hidden**-0.5
    W_x, W_h, V = (
        (2 * torch.rand(rows, columns, generator=source) - 1) * scale
        for rows, columns in (
            (inputs, 4 * hidden),
            (hidden, 4 * hidden),
            (hidden, classes),
        )
    )
    b = torch.tensor([0.0, 0.0, 0.0, 0.0]).repeat_interleave(hidden)
    return W_x, W_h, b, V, torch.zeros(classes)


def train_order(
    x: torch.Tensor, y: torch.Tensor, hidden: int, seed: int
) -> tuple[
    torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor
]:
    shuffled = torch.Generator().manual_seed(seed + 1)
    W_x, W_h, b, V, a = start(6, hidden, 2, seed)
    b[hidden : 2 * hidden] = 2.0
    net = [p.requires_grad_() for p in (W_x, W_h, b, V, a)]
    steps = torch.optim.Adam(net, lr=0.01)
    for _ in range(5):
        for rows in torch.randperm(len(x), generator=shuffled).split(50):
            scores = order_scores(net, x[rows])
            loss = torch.nn.functional.cross_entropy(scores, y[rows])
            steps.zero_grad()
            loss.backward()
            steps.step()
    return tuple(p.detach() for p in net)
