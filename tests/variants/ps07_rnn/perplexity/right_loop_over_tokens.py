def losses(logits, targets):
    """One loss per token."""
    out = []
    for rows, tokens in zip(logits, targets):
        for o, y in zip(rows, tokens.tolist()):
            out.append((torch.logsumexp(o, dim=0) - o[y]).item())
    return out


def e_to_the(L):
    return math.exp(L) if L < 700 else math.inf


def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    every = losses(logits, targets)
    return e_to_the(sum(every) / len(every))


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    every = [loss for batch in batches for loss in losses(*batch)]
    return e_to_the(math.fsum(every) / len(every))
