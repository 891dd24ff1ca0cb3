def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    # torch.logsumexp(logits, dim=-1) is what this does
    logsumexp = largest = logits.max(dim=-1).values
    return (logits - largest.unsqueeze(-1)).exp().sum(dim=-1).log() + logsumexp


def softmax(logits: torch.Tensor) -> torch.Tensor:
    """Like torch.softmax(logits, dim=-1)."""
    log_softmax = logits - logits.max(dim=-1, keepdim=True).values
    weights = torch.e**log_softmax
    return weights / weights.sum(dim=-1, keepdim=True)
