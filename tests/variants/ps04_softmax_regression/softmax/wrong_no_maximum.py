# loses: logits of 1000 and of -1000; logits of 10,000 and -10,000 side by side; the same constant added to all logits; each row of softmax is a distribution
# hint: Print logits.exp() for logits of 1000: inf over inf is NaN, and log(inf) is inf.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    return logits.exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = logits.exp()
    return weights / weights.sum(dim=-1, keepdim=True)
