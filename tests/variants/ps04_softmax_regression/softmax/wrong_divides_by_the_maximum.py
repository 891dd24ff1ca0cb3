# loses: softmax of (0, log 3) is (1/4, 3/4); one result per row; softmax of random logits; logits of 10,000 and -10,000 side by side; the same constant added to all logits
# hint: softmax keeps its value when logits are moved by a constant, not when they are divided by one.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)  # (...)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits / logits.abs().amax(dim=-1, keepdim=True).clamp(min=1)).exp()
    return weights / weights.sum(dim=-1, keepdim=True)
