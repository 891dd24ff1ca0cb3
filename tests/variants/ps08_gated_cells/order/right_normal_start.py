def start(
    inputs: int, hidden: int, classes: int, seed: int
) -> tuple[
    torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor
]:
    g = torch.Generator().manual_seed(seed)
    b = torch.zeros(4, hidden)
    b[1] = 2.0
    W_x = 0.2 * torch.randn(inputs, 4 * hidden, generator=g)
    W_h = 0.15 * torch.randn(hidden, 4 * hidden, generator=g)
    V = 0.2 * torch.randn(hidden, classes, generator=g)
    return [W_x, W_h, b.flatten(), V, torch.zeros(classes)]


def train_order(
    x: torch.Tensor, y: torch.Tensor, hidden: int, seed: int
) -> tuple[
    torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor
]:
    g = torch.Generator().manual_seed(seed)
    weights = [w.clone().requires_grad_() for w in start(6, hidden, 2, seed)]
    moments = [[torch.zeros_like(w), torch.zeros_like(w)] for w in weights]
    step = 0
    for _ in range(6):
        for rows in torch.randperm(len(x), generator=g).split(50):
            logs = order_scores(weights, x[rows]).log_softmax(dim=1)
            loss = -logs[torch.arange(len(rows)), y[rows]].mean()
            step += 1
            for w, slope, m in zip(weights, torch.autograd.grad(loss, weights), moments):
                m[0] = 0.9 * m[0] + 0.1 * slope
                m[1] = 0.999 * m[1] + 0.001 * slope**2
                mean, square = m[0] / (1 - 0.9**step), m[1] / (1 - 0.999**step)
                w.data -= 0.01 * mean / (square.sqrt() + 1e-8)
    return [w.detach() for w in weights]
