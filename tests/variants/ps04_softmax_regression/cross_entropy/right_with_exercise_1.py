def cross_entropy(logits: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return (log_sum_exp(logits) - logits.gather(1, y[:, None])[:, 0]).mean()


def soft_cross_entropy(logits: torch.Tensor, P: torch.Tensor) -> torch.Tensor:
    return torch.mean(log_sum_exp(logits) - torch.sum(logits * P, dim=1))
