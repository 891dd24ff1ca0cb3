def decoder_step(
    tokens: torch.Tensor,
    s: torch.Tensor,
    c: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    P, e = parameters, parameters["embedding"][tokens]
    D = e.shape[1]
    W_e, W_c = P["W_x"][:, :D], P["W_x"][:, D:]
    gates = {"W_x": torch.eye(len(W_e)).to(e), "W_h": P["W_h"], "b": P["b"]}
    s = gru(gates, e @ W_e.T + c @ W_c.T, s)
    return torch.addmm(P["b_o"], s, P["W_o"].T), s


def decode(
    tokens: torch.Tensor,
    c: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> torch.Tensor:
    s, outputs = c, []
    for step in tokens.unbind(dim=1):
        logits, s = decoder_step(step, s, c, parameters)
        outputs.append(logits)
    return torch.stack(outputs, dim=1)
