# loses: the losses use nothing ready-made
# hint: The numbers are right, but they come from a ready-made loss. The exercise is to write what it does inside.

def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return -logits.log_softmax(dim=1)[torch.arange(len(y)), y].mean()


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (torch.logsumexp(logits, dim=1) - (P * logits).sum(dim=1)).mean()
