def lstm_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    H = h.shape[1]
    sums = []
    for k in range(4):
        columns = slice(k * H, (k + 1) * H)
        sums.append(x @ W_x[:, columns] + h @ W_h[:, columns] + b[columns])
    i, f, g, o = sums
    memory = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(memory), memory


def lstm(
    X: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    outputs = []
    for t in range(X.shape[1]):
        h, c = lstm_cell(X[:, t], h, c, W_x, W_h, b)
        outputs.append(h[:, None])
    return torch.cat(outputs, dim=1), h, c


def from_torch(
    weight_ih: torch.Tensor,
    weight_hh: torch.Tensor,
    bias_ih: torch.Tensor,
    bias_hh: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    return weight_ih.t(), weight_hh.t(), bias_hh + bias_ih
