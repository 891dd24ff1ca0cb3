# loses: the query is the state before the step; attention with sizes of 1; a network learns to reverse 8 digits
# hint: squeeze() drops every dim of size 1, also B, T and S.

def attend(
    s: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    query = (s @ parameters["W_q"] + parameters["b_a"])[:, None]  # (B, 1, M)
    fit = torch.tanh(query + annotations @ parameters["W_k"])  # (B, S, M)
    e = (fit @ parameters["v"]).masked_fill(~mask, -math.inf)
    a = e.softmax(dim=1)
    return torch.einsum("bs,bsa->ba", a, annotations), a


def attention_decode(
    tokens: torch.Tensor,
    annotations: torch.Tensor,
    mask: torch.Tensor,
    s: torch.Tensor,
    parameters: dict[str, torch.Tensor],
) -> tuple[torch.Tensor, torch.Tensor]:
    states, weights = [], []
    for y in tokens.unbind(dim=1):
        c, a = attend(s, annotations, mask, parameters)
        x = torch.cat([parameters["embedding"][y], c], dim=1)  # (B, D + A)
        s = gru(parameters, x, s)
        states.append(s)
        weights.append(a)
    logits = torch.stack(states, dim=1) @ parameters["W_o"].mT
    return (logits + parameters["b_o"]).squeeze(), torch.stack(weights, dim=1).squeeze()
