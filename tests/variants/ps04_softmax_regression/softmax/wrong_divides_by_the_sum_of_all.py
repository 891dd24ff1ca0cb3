# loses: one result per row; logits of 1000 and of -1000; softmax of random logits; logits of 10,000 and -10,000 side by side; each row of softmax is a distribution; one class, and a batch with no rows
# hint: Each row has a sum of its own: a sum without dim is one number for the whole batch.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)  # (...)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(dim=-1, keepdim=True)).exp()
    return weights / weights.sum()
