def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    B, T, V = logits.shape
    row, step = torch.meshgrid(torch.arange(B), torch.arange(T), indexing="ij")
    picked = logits[row, step, targets]
    return float((logits.logsumexp(2) - picked).mean().exp())


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    losses = [(o.logsumexp(-1) - o.gather(-1, y[..., None])[..., 0]).flatten() for o, y in batches]
    return float(torch.exp(torch.cat(losses).mean()))
