# loses: probabilities 1/2 and 1/8 give 4; guessing among V tokens has perplexity V; a text of two batches of different sizes; perplexity of random logits; perplexity of random texts; a batch without tokens changes nothing; sure and right is 1, sure and wrong is large; perplexity keeps the digits of float64
# hint: That is the loss: the perplexity is e to it.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    total, tokens = 0.0, 0
    for logits, targets in [(logits, targets)]:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return L


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return L
