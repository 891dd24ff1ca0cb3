# loses: Vocabulary leaves texts and itself alone
# hint: indices adds what it does not know: once made, a vocabulary stays as it is.

class Vocabulary:
    def __init__(self, tokens: Sequence[str], min_freq: int = 1) -> None:
        counts = Counter(tokens)
        kept = [token for token, n in counts.items() if n >= min_freq]
        kept.sort(key=lambda token: (-counts[token], token))
        self.tokens = [UNKNOWN, *kept]
        self.index = {token: i for i, token in enumerate(self.tokens)}

    def indices(self, tokens: Sequence[str]) -> torch.Tensor:
        found = [self.index.get(token, 0) for token in tokens]
        for token in tokens:
            if token not in self.index:
                self.index[token] = len(self.tokens)
                self.tokens.append(token)
        return torch.tensor(found, dtype=torch.int64)

    def words(self, indices: torch.Tensor) -> list[str]:
        return [self.tokens[i] for i in indices.tolist()]

    def __len__(self) -> int:
        return len(self.tokens)
