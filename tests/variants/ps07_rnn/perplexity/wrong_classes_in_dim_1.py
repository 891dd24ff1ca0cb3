# loses: probabilities 1/2 and 1/8 give 4; guessing among V tokens has perplexity V; perplexity of random logits; sure and right is 1, sure and wrong is large; perplexity keeps the digits of float64; perplexity is a float, and the arguments stay
# hint: cross_entropy takes dim 1 for the classes; in (B, T, V) that is time.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    L = torch.nn.functional.cross_entropy(logits, targets).item()
    return math.exp(L) if L < 700 else math.inf


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L) if L < 700 else math.inf
