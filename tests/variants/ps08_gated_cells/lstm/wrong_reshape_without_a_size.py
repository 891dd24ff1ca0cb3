# loses: the LSTM for one example, one step, one unit, and no example
# hint: reshape cannot find out what -1 is when there are no entries: write H, which the shape of h tells.

def lstm_cell(
    x: torch.Tensor,
    h: torch.Tensor,
    c: torch.Tensor,
    W_x: torch.Tensor,
    W_h: torch.Tensor,
    b: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    sums = (x @ W_x + h @ W_h + b).reshape(len(x), 4, -1)
    i, f, g, o = sums.unbind(dim=1)
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
