# loses: logits of 1000 and of -1000; logits of 10,000 and -10,000 side by side; each row of softmax is a distribution
# hint: One maximum for the whole tensor is too large for the other rows: all their exponentials become 0.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.max() if logits.numel() else 0
    return largest + (logits - largest).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - (logits.max() if logits.numel() else 0)).exp()
    return weights / weights.sum(dim=-1, keepdim=True)
