# loses: temporal order is learned with seed 0; temporal order is learned for at least 2 of 3 seeds; another seed gives another start; no two units are alike at the start
# hint: Your parameters are fixed: nothing is drawn and nothing is trained.

def start(
    inputs: int, hidden: int, classes: int, seed: int
) -> tuple[
    torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor
]:
    b = torch.zeros(4 * hidden)
    b[hidden : 2 * hidden] = 2.0
    W_x, W_h = torch.ones(inputs, 4 * hidden), torch.ones(hidden, 4 * hidden)
    return W_x, W_h, b, torch.ones(hidden, classes), torch.zeros(classes)


def train_order(
    x: torch.Tensor, y: torch.Tensor, hidden: int, seed: int
) -> tuple[
    torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor
]:
    return start(6, hidden, 2, seed)
