# loses: a batch without tokens changes nothing
# hint: cross_entropy of no tokens is NaN, and NaN times 0 is NaN: a batch may be empty.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    total, tokens = 0.0, 0
    for logits, targets in [(logits, targets)]:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L) if L < 700 else math.inf


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for o, y in batches:
        total += torch.nn.functional.cross_entropy(o.flatten(0, 1), y.flatten()).item() * y.numel()
        tokens += y.numel()
    L = total / tokens
    return math.exp(L) if not L > 700 else math.inf
