# loses: one chunk with one token, by hand; the state is carried from chunk to chunk; a sentence is learnt: perplexity below 2.5; random texts: losses and parameters; no gradient walks back into an earlier chunk; the gradient of each chunk is clipped; the last state is returned, without history; gradients from before do not count; sizes of 1, and no chunks; losses are floats, and h and the tokens stay; training keeps the digits of float64
# hint: The step itself is no part of the model: torch lets a parameter change in place under no_grad() only.

def train_pass(
    parameters: dict[str, torch.Tensor],
    chunks: list[tuple[torch.Tensor, torch.Tensor]],
    h: torch.Tensor,
    lr: float,
    theta: float,
) -> tuple[list[float], torch.Tensor]:
    losses = []
    for X, Y in chunks:
        logits, h = language_model(parameters, X, h.detach())
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), Y.flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
        for w in parameters.values():
            w -= lr * w.grad
            w.grad = None
        losses.append(loss.item())
    return losses, h.detach()
