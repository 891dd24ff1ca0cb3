# loses: random texts: losses and parameters; no gradient walks back into an earlier chunk; the gradient of each chunk is clipped
# hint: retain_graph silences the error, and the gradient still walks back into all earlier chunks.

def train_pass(
    parameters: dict[str, torch.Tensor],
    chunks: list[tuple[torch.Tensor, torch.Tensor]],
    h: torch.Tensor,
    lr: float,
    theta: float,
) -> tuple[list[float], torch.Tensor]:
    losses = []
    for X, Y in chunks:
        logits, h = language_model(parameters, X, h)
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), Y.flatten())
        for w in parameters.values():
            w.grad = None
        loss.backward(retain_graph=True)
        torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
        for w in parameters.values():
            w.data = w.data - lr * w.grad
        losses.append(loss.item())
    return losses, h.detach()
