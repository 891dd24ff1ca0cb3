# loses: one chunk with one token, by hand; the state is carried from chunk to chunk; a sentence is learnt: perplexity below 2.5; random texts: losses and parameters; no gradient walks back into an earlier chunk; the last state is returned, without history; sizes of 1, and no chunks; losses are floats, and h and the tokens stay; training keeps the digits of float64
# hint: The losses come first, then the state.

def train_pass(
    parameters: dict[str, torch.Tensor],
    chunks: list[tuple[torch.Tensor, torch.Tensor]],
    h: torch.Tensor,
    lr: float,
    theta: float,
) -> tuple[list[float], torch.Tensor]:
    optimiser = torch.optim.SGD(parameters.values(), lr=lr)
    losses = []
    for X, Y in chunks:
        logits, h = language_model(parameters, X, h.detach())
        loss = torch.nn.functional.cross_entropy(logits.transpose(1, 2), Y)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters.values(), theta)
        optimiser.step()
        losses.append(loss.item())
    return h.detach(), losses
