def train_mlp(
    X: torch.Tensor, y: torch.Tensor, hidden: int, seed: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(seed)
    net = torch.nn.Sequential(
        torch.nn.Linear(X.shape[1], hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, 1)
    ).to(X)
    loss_of = torch.nn.BCEWithLogitsLoss()
    optimiser = torch.optim.Adam(net.parameters(), lr=0.1)
    for _ in range(100):
        optimiser.zero_grad()
        loss_of(net(X)[:, 0], y.to(X)).backward()
        optimiser.step()
    first, _, last = net
    return first.weight.T.detach(), first.bias.detach(), last.weight.T.detach(), last.bias.detach()
