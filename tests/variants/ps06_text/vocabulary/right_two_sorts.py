class Vocabulary:
    def __init__(self, tokens: Sequence[str], min_freq: int = 1) -> None:
        counts = {}
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
        names = sorted(counts)
        # sorting keeps the order of equal ones
        names = sorted(names, key=lambda name: counts[name], reverse=True)
        self.tokens = ["<unk>"]
        for name in names:
            if counts[name] >= min_freq:
                self.tokens.append(name)

    def indices(self, tokens: Sequence[str]) -> torch.Tensor:
        result = torch.zeros(len(tokens), dtype=torch.long)
        for i, token in enumerate(tokens):
            if token in self.tokens:
                result[i] = self.tokens.index(token)
        return result

    def words(self, indices: torch.Tensor) -> list[str]:
        return [self.tokens[int(i)] for i in indices]

    def __len__(self) -> int:
        return len(self.tokens)
