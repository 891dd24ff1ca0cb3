def perplexity(logits: torch.Tensor, targets: torch.Tensor) -> float:
    loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
    return loss.double().exp().item()


def text_perplexity(batches: list[tuple[torch.Tensor, torch.Tensor]]) -> float:
    losses = [
        torch.nn.functional.cross_entropy(o.movedim(-1, 1), y, reduction="none")
        for o, y in batches
    ]
    return torch.cat([loss.flatten() for loss in losses]).double().mean().exp().item()
