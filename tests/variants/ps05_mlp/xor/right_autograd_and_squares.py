def train_mlp(
    X: torch.Tensor, y: torch.Tensor, hidden: int, seed: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    g = torch.Generator()
    g.manual_seed(seed)
    shapes = (X.shape[1], hidden), (hidden,), (hidden, 1), (1,)
    parameters = [torch.randn(shape, generator=g).to(X).requires_grad_() for shape in shapes]
    W1, b1, W2, b2 = parameters
    target = 2 * y.to(X) - 1  # -1 and 1: the output itself is fitted
    for _ in range(400):
        O = (X @ W1 + b1).relu() @ W2 + b2
        loss = (O[:, 0] - target).square().mean()
        grads = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for p, grad in zip(parameters, grads):
                p -= 0.05 * grad
    return tuple(p.detach() for p in parameters)
