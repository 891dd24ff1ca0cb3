# loses: probabilities 1/2 and 1/8 give 4; guessing among V tokens has perplexity V; a text of two batches of different sizes; perplexity of random logits; perplexity of random texts; a batch without tokens changes nothing; sure and right is 1, sure and wrong is large; perplexity keeps the digits of float64
# hint: e to the mean of log p is below 1: the sign of the loss is missing.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    return text_perplexity([(logits, targets)])


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)  # (B, T, V)
        picked = log_p.gather(-1, targets[..., None])
        total += picked.sum().item()
        tokens += targets.numel()
    return torch.tensor(total / tokens, dtype=torch.float64).exp().item()
