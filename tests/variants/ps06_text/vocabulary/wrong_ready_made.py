# loses: Vocabulary without ready-made ones
# hint: The numbers are right, but they come from a ready-made vocabulary; count and sort yourself.

class Vocabulary:
    def __init__(self, tokens: Sequence[str], min_freq: int = 1) -> None:
        from d2lcourse.data import Vocabulary as Other

        self.other = Other(tokens, min_freq=min_freq)
        self.tokens = list(self.other.tokens)

    def indices(self, tokens: Sequence[str]) -> torch.Tensor:
        return self.other.indices(tokens)

    def words(self, indices: torch.Tensor) -> list[str]:
        return self.other.words(indices)

    def __len__(self) -> int:
        return len(self.tokens)
