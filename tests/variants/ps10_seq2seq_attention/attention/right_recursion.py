def attend(
    s: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    both = torch.cat((s[:, None].expand(-1, annotations.shape[1], -1), annotations), dim=2)
    W = torch.cat((parameters["W_q"], parameters["W_k"]))
    e = (torch.tanh(both @ W + parameters["b_a"]) * parameters["v"]).sum(dim=2)
    a = e.masked_fill(mask.logical_not(), float("-inf")).log_softmax(dim=1).exp()
    return torch.bmm(a[:, None], annotations).squeeze(1), a


def attention_decode(
    tokens: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    s: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    if tokens.shape[1] == 0:
        V = len(parameters["b_o"])
        return s.new_zeros(len(s), 0, V), s.new_zeros(*mask.shape)[:, None][:, :0]
    c, a = attend(s, annotations, mask, parameters)
    x = torch.hstack([parameters["embedding"][tokens[:, 0]], c])
    s = gru(parameters, x, s)
    logits = torch.nn.functional.linear(s, parameters["W_o"], parameters["b_o"])
    later = attention_decode(tokens[:, 1:], annotations, mask, s, parameters)
    return torch.cat([logits[:, None], later[0]], 1), torch.cat([a[:, None], later[1]], 1)
