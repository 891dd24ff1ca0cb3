# loses: a text of two batches of different sizes; perplexity of random texts; a batch without tokens changes nothing
# hint: The number of the last batch overwrites those before it.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    return text_perplexity([(logits, targets)])


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)  # (B, T, V)
        picked = log_p.gather(-1, targets[..., None])
        total = -picked.sum().item()
        tokens = max(targets.numel(), 1)
    return torch.tensor(total / tokens, dtype=torch.float64).exp().item()
