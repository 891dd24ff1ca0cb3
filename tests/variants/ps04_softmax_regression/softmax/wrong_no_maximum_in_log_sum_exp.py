# loses: logits of 1000 and of -1000; logits of 10,000 and -10,000 side by side; the same constant added to all logits
# hint: Your softmax is safe from overflow; log_sum_exp takes the exponential of the logits as they are.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    return logits.exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(dim=-1, keepdim=True)).exp()
    return weights / weights.sum(dim=-1, keepdim=True)
