def step(sums, c):
    """The states after a step whose four sums are (B, 4, H)."""
    gates = 1 / (1 + torch.exp(-sums[:, [0, 1, 3]]))
    c = gates[:, 1] * c + gates[:, 0] * sums[:, 2].tanh()
    return gates[:, 2] * c.tanh(), c


def lstm_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    both = torch.cat([x, h], dim=1) @ torch.cat([W_x, W_h])
    return step((both + b).reshape(len(x), 4, h.shape[1]), c)


def lstm(
    X: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    inputs = X @ W_x + b  # for all steps at once
    outputs = torch.empty(*X.shape[:2], h.shape[1], dtype=X.dtype, device=X.device)
    steps = []
    for t in range(X.shape[1]):
        sums = inputs[:, t] + h @ W_h
        h, c = step(sums.reshape(len(X), 4, h.shape[1]), c)
        steps.append(h)
    return torch.stack(steps).transpose(0, 1), h, c


def from_torch(
    weight_ih: torch.Tensor,
    weight_hh: torch.Tensor,
    bias_ih: torch.Tensor,
    bias_hh: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    b = torch.stack([bias_ih, bias_hh]).sum(dim=0)
    return weight_ih.transpose(0, 1), weight_hh.transpose(0, 1), b
