def mlp_backward(
    X: torch.Tensor,
    W1: torch.Tensor,
    b1: torch.Tensor,
    W2: torch.Tensor,
    b2: torch.Tensor,
    G: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    grads = [torch.zeros_like(p) for p in (W1, b1, W2, b2)]
    for x, g in zip(X, G):
        a = x @ W1 + b1
        h = torch.relu(a)
        dh = W2 @ g
        da = torch.where(a > 0, dh, torch.zeros_like(dh))
        grads[0] = grads[0] + torch.outer(x, da)
        grads[1] = grads[1] + da
        grads[2] = grads[2] + torch.outer(h, g)
        grads[3] = grads[3] + g
    return tuple(grads)
