# loses: probabilities 1/2 and 1/8 give 4; guessing among V tokens has perplexity V; a text of two batches of different sizes; perplexity of random logits; perplexity of random texts; a batch without tokens changes nothing; sure and right is 1, sure and wrong is large; perplexity keeps the digits of float64
# hint: Only the sequences are averaged; divide by the number of steps, too.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    return text_perplexity([(logits, targets)])


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)  # (B, T, V)
        picked = log_p.gather(-1, targets[..., None])
        total -= picked.sum().item()
        tokens += len(targets)
    return torch.tensor(total / tokens, dtype=torch.float64).exp().item()
