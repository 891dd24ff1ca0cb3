# loses: losses of logits of 10,000 and -10,000
# hint: logits.exp() overflows; torch.logsumexp does not.

def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    of_truth = logits[torch.arange(len(y)), y]  # (B,)
    return (logits.exp().sum(dim=1).log() - of_truth).mean()


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return (logits.exp().sum(dim=1).log() - (P * logits).sum(dim=1)).mean()
