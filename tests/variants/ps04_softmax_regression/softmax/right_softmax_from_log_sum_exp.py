def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    m, _ = torch.max(logits, dim=-1, keepdim=True)
    return (m + torch.log(torch.exp(logits - m).sum(-1, keepdim=True))).squeeze(-1)


def softmax(logits: torch.Tensor) -> torch.Tensor:
    # exp(log softmax), without the module of that name
    return torch.exp(logits - log_sum_exp(logits).unsqueeze(-1))
