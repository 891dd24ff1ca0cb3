# loses: one result per row; log_sum_exp of random logits; logits of 10,000 and -10,000 side by side; one class, and a batch with no rows; softmax and log_sum_exp leave their argument alone
# hint: A method whose name ends in _ works in place. After y = x both names mean one tensor.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    shifted = logits
    largest = logits.amax(dim=-1)
    shifted -= largest[..., None]
    return largest + shifted.exp_().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = (logits - logits.amax(dim=-1, keepdim=True)).exp()
    return weights / weights.sum(dim=-1, keepdim=True)
