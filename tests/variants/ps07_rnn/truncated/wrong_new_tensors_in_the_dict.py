# loses: one chunk with one token, by hand; the state is carried from chunk to chunk; a sentence is learnt: perplexity below 2.5; random texts: losses and parameters; no gradient walks back into an earlier chunk; the gradient of each chunk is clipped; the last state is returned, without history; gradients from before do not count; sizes of 1, and no chunks; losses are floats, and h and the tokens stay; training keeps the digits of float64
# hint: parameters[name] = ... puts a new tensor into the dict, without a gradient from the next chunk on.

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
        for k, w in parameters.items():
            parameters[k] = w - lr * w.grad
        losses.append(loss.item())
    return losses, h.detach()
