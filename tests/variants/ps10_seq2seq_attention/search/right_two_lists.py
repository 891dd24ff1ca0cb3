def greedy(
    model: Callable[[list[int]], torch.Tensor], end: int, steps: int
) -> list[int]:
    text = []
    for _ in range(steps):
        chances = model(text[:]).tolist()
        best = max(range(len(chances)), key=chances.__getitem__)
        text.append(best)
        if best == end:
            break
    return text


def beam_search(
    model: Callable[[list[int]], torch.Tensor],
    end: int,
    steps: int,
    width: int,
    alpha: float,
) -> tuple[list[int], float]:
    live, done = [(0.0, [])], []
    for L in range(1, steps + 1):
        options = [(total / len(text) ** alpha, total, text) for total, text in done]
        for total, text in live:
            for y, value in enumerate(model(text).tolist()):
                options.append(((total + value) / L**alpha, total + value, text + [y]))
        options.sort(key=lambda option: -option[0])
        kept = options[:width]
        live = [(total, text) for _, total, text in kept if text[-1] != end]
        done = [(total, text) for _, total, text in kept if text[-1] == end]
        if not live:
            break
    return kept[0][2], kept[0][0]
