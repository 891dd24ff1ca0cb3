def log_sum_exp(logits: torch.Tensor) -> torch.Tensor:
    if logits.ndim == 1:
        c = max(logits.tolist())
        return c + torch.log(torch.sum(torch.exp(logits - c)))
    rows = [log_sum_exp(row) for row in logits]
    return torch.stack(rows) if rows else logits.sum(dim=-1)


def softmax(logits: torch.Tensor) -> torch.Tensor:
    if logits.ndim == 1:
        exps = torch.exp(logits - logits.max())
        return exps / torch.sum(exps)
    rows = [softmax(row) for row in logits]
    return torch.stack(rows) if rows else torch.zeros_like(logits)
