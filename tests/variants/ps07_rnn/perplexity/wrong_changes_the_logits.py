# loses: perplexity is a float, and the arguments stay
# hint: -= changes the logits of the caller.

def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    logits -= logits.logsumexp(dim=2, keepdim=True)
    picked = logits.gather(2, targets[:, :, None])
    return (-picked.mean().double()).exp().item()


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    total, tokens = 0.0, 0
    for logits, targets in batches:
        log_p = logits.log_softmax(dim=-1)
        total -= log_p.gather(-1, targets[..., None]).sum().item()
        tokens += targets.numel()
    L = total / tokens
    return math.exp(L) if L < 700 else math.inf
