# loses: one result per row; softmax of random logits; logits of 10,000 and -10,000 side by side; the same constant added to all logits; each row of softmax is a distribution; one class, and a batch with no rows; softmax and log_sum_exp leave their argument alone; softmax and log_sum_exp keep dtype and device
# hint: (B, C) divided by (B,) lines the sums up with the classes. Print the shape of your sum.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)  # (...)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(dim=-1, keepdim=True)).exp()
    return weights / weights.sum(dim=-1)
