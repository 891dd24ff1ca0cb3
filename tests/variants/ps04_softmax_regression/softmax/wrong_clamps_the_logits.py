# loses: the same constant added to all logits
# hint: A clamp changes the logits: (300, 200) and (200, 100) then no longer give the same probabilities.

def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    largest = logits.amax(dim=-1)  # (...)
    return largest + (logits - largest[..., None]).exp().sum(dim=-1).log()


def softmax(logits: torch.Tensor) -> torch.Tensor:
    weights = logits.clamp(-80, 80).exp()
    return weights / weights.sum(dim=-1, keepdim=True)
