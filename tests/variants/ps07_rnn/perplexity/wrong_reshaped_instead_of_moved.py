# loses: perplexity of random logits; sure and right is 1, sure and wrong is large; perplexity keeps the digits of float64
# hint: reshape to (B, V, T) does not move the classes: the numbers stay in their order.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    B, T, V = logits.shape
    L = torch.nn.functional.cross_entropy(logits.reshape(B, V, T), targets).item()
    return math.exp(L) if L < 700 else math.inf


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L) if L < 700 else math.inf
