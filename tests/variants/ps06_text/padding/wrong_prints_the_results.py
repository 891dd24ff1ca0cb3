# loses: pad of three sequences; lengths of three sequences; valid_mask of the lengths 1, 3, 2; sort_by_length of 4, 9, 6, 1; padding without ready-made functions; pad of random sequences; lengths of random sequences; valid_mask of random lengths; longest first, equally long ones as they came; un-sorting restores the order; padding leaves its arguments alone
# hint: Your functions print what they should return.

def pad(
    sequences: Sequence[torch.Tensor], value: int = 0
) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(len(s) for s in sequences)
    for s in sequences:
        print(s.tolist() + [value] * (longest - len(s)), len(s))


def valid_mask(lengths: torch.Tensor, steps: int) -> torch.Tensor:
    print(torch.arange(steps) < lengths[:, None])


def sort_by_length(
    lengths: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    print(lengths.argsort(descending=True, stable=True))
