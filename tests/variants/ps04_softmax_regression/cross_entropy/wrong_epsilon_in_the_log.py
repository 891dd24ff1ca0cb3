# loses: losses of logits of 10,000 and -10,000
# hint: log(p + 1e-12) is wrong where p is small: a model that is sure and wrong gets away with a loss of 28.

def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    p = torch.softmax(logits, dim=1)
    return -(p[torch.arange(len(y)), y] + 1e-12).log().mean()


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return -(P * (torch.softmax(logits, dim=1) + 1e-12).log()).sum(dim=1).mean()
