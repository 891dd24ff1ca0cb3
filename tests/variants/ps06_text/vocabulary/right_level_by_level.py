def levels(counts, lowest):
    found = []
    for n in sorted(set(counts.values()), reverse=True):
        if n < lowest:
            break
        found += sorted(token for token in counts if counts[token] == n)
    return found


class Vocabulary:
    def __init__(self, tokens: Sequence[str], min_freq: int = 1) -> None:
        counts = {token: 0 for token in tokens}
        for token in tokens:
            counts[token] += 1
        self.tokens = (UNKNOWN, *levels(counts, min_freq))
        self.where = {}
        for i in range(1, len(self.tokens)):
            self.where[self.tokens[i]] = i

    def indices(self, tokens: Sequence[str]) -> torch.Tensor:
        return torch.LongTensor([self.where.get(t, 0) for t in tokens])

    def words(self, indices: torch.Tensor) -> list[str]:
        return list(map(self.tokens.__getitem__, indices.tolist()))

    def __len__(self) -> int:
        return len(self.tokens)
