"""Minibatches of texts, padding, masks, sorting."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.data import LengthBatches, RandomBatches, SequentialBatches, pad, sort_by_length, valid_mask

LENGTHS = st.lists(st.integers(0, 9), min_size=1, max_size=12)


def seeded(n: int) -> torch.Generator:
    return torch.Generator().manual_seed(n)


# --- language models -----------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(
    size=st.integers(1, 5), steps=st.integers(1, 7), offset=st.integers(0, 4), more=st.integers(0, 60),
    seed=st.none() | st.integers(0, 99),
)  # fmt: skip
def test_rows_go_on_from_batch_to_batch(size: int, steps: int, offset: int, more: int, seed: int | None) -> None:
    spare = 0 if seed is None else steps - 1
    n = size * steps + 1 + offset + spare + more
    batches = SequentialBatches(
        torch.arange(n), size=size, steps=steps, offset=offset, generator=None if seed is None else seeded(seed)
    )
    seen = list(batches)
    assert len(seen) == len(batches) == (n - 1 - offset - spare) // size // steps
    assert all(X.shape == Y.shape == (size, steps) and torch.equal(Y, X + 1) for X, Y in seen)
    rows = torch.cat([X for X, _ in seen], dim=1)
    assert torch.equal(rows, rows[:, :1] + torch.arange(rows.shape[1]))  # nothing is skipped within a row
    assert offset <= rows[0, 0] <= offset + spare
    columns = (n - 1 - offset - spare) // size
    assert rows[:, 0].diff().tolist() == [columns] * (size - 1)  # row b begins where row b - 1 ends
    assert int(seen[-1][1].max()) < n


def test_a_to_z() -> None:
    batches = SequentialBatches(torch.arange(26), size=4, steps=3)
    assert batches.rows.tolist() == [list(range(6 * b, 6 * b + 6)) for b in range(4)]
    first, second = batches
    assert first[0].tolist() == [[0, 1, 2], [6, 7, 8], [12, 13, 14], [18, 19, 20]]
    assert second[1].tolist() == [[4, 5, 6], [10, 11, 12], [16, 17, 18], [22, 23, 24]]


@settings(deadline=None)
@given(size=st.integers(1, 5), steps=st.integers(1, 7), more=st.integers(0, 60), seed=st.integers(0, 99))
def test_each_random_window_once(size: int, steps: int, more: int, seed: int) -> None:
    n = 2 * steps + more
    batches = RandomBatches(torch.arange(n), size=size, steps=steps, generator=seeded(seed))
    seen = list(batches)
    assert len(seen) == len(batches) and all(len(X) == size for X, _ in seen[:-1])
    X, Y = (torch.cat([batch[i] for batch in seen]) for i in (0, 1))
    assert torch.equal(Y, X + 1) and int(Y.max()) < n
    starts = X[:, 0].sort().values
    assert torch.equal(starts, starts[0] + steps * torch.arange(len(starts))) and starts[0] < steps
    assert len(starts) == (n - steps) // steps and torch.equal(X, X[:, :1] + torch.arange(steps))


@pytest.mark.parametrize("kind", [SequentialBatches, RandomBatches])
def test_passes_differ_and_come_out_the_same_again(kind: type[SequentialBatches] | type[RandomBatches]) -> None:
    def passes() -> list[list[list[int]]]:
        batches = kind(torch.arange(300), size=4, steps=7, generator=seeded(3))
        return [[X[0].tolist() for X, _ in batches] for _ in range(3)]

    assert passes() == passes() and passes()[0] != passes()[1]
    ordered = SequentialBatches(torch.arange(300), size=4, steps=7)
    assert [X.tolist() for X, _ in ordered] == [X.tolist() for X, _ in ordered]


def test_too_few_tokens() -> None:
    assert len(SequentialBatches(torch.arange(13), size=4, steps=3)) == 1
    with pytest.raises(ValueError, match=r"12 tokens with offset 0 are too few .* 4 rows and 3 steps: it takes 13"):
        SequentialBatches(torch.arange(12), size=4, steps=3)
    with pytest.raises(ValueError, match="5 tokens are too few for windows of 3 steps: it takes 6"):
        RandomBatches(torch.arange(5), steps=3)
    with pytest.raises(ValueError, match=r"expected the indices of a text, \(n,\), got shape \(2, 3\)"):
        SequentialBatches(torch.zeros(2, 3))
    with pytest.raises(ValueError, match="got size=0, steps=35"):
        RandomBatches(torch.zeros(99), size=0)


# --- padding -------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(lengths=LENGTHS, steps=st.none() | st.integers(0, 12), inner=st.sampled_from([(), (2,)]))
def test_padding_and_back(lengths: list[int], steps: int | None, inner: tuple[int, ...]) -> None:
    sequences = [torch.arange(1.0, n + 1).reshape(-1, *[1] * len(inner)).expand(n, *inner) for n in lengths]
    padded, found = pad(sequences, value=-7, steps=steps)
    longest = max(lengths) if steps is None else steps
    assert padded.shape == (len(lengths), longest, *inner) and padded.dtype == torch.float32
    assert found.tolist() == [min(n, longest) for n in lengths]
    for row, n, sequence in zip(padded, found.tolist(), sequences, strict=True):
        assert torch.equal(row[:n], sequence[:n]) and bool((row[n:] == -7).all())
    mask = valid_mask(found, longest)
    assert mask.shape == (len(lengths), longest) and mask.dtype == torch.bool
    assert mask.sum(dim=1).tolist() == found.tolist()
    assert bool((padded[mask] != -7).all()) and bool((padded[~mask] == -7).all())


def test_lists_of_numbers() -> None:
    padded, lengths = pad([[1, 2], []])
    assert padded.tolist() == [[1, 2], [0, 0]] and padded.dtype == torch.int64 and lengths.tolist() == [2, 0]
    assert pad([[], []])[0].dtype == torch.int64 and valid_mask(torch.tensor([], dtype=torch.int64)).shape == (0, 0)
    with pytest.raises(ValueError, match="no sequence to pad"):
        pad([])
    with pytest.raises(ValueError, match=r"lengths must be \(B,\) of whole numbers, got \(\)"):
        valid_mask(torch.tensor(3))
    with pytest.raises(ValueError, match="lengths must be 0 to 2, got 1 to 3"):
        valid_mask(torch.tensor([1, 3]), 2)


@given(lengths=LENGTHS)
def test_sorting_and_back(lengths: list[int]) -> None:
    x = torch.tensor(lengths)
    order, undo = sort_by_length(x)
    assert x[order].tolist() == sorted(lengths, reverse=True)
    assert torch.equal(order[undo], torch.arange(len(x)))
    ties = [i for i in order.tolist() if lengths[i] == lengths[0]]
    assert ties == sorted(ties)


@settings(deadline=None)
@given(lengths=LENGTHS, size=st.integers(1, 5), seed=st.integers(0, 99))
def test_similar_lengths_share_a_batch(lengths: list[int], size: int, seed: int) -> None:
    padded, found = pad([list(range(1, n + 1)) for n in lengths])
    number = torch.arange(len(lengths))
    batches = LengthBatches(padded, number, lengths=found, size=size, generator=seeded(seed))
    seen = list(batches)
    assert len(seen) == len(batches)
    rows = [int(i) for _, numbers, _ in seen for i in numbers]
    assert sorted(rows) == number.tolist()
    for x, numbers, n in seen:
        assert torch.equal(n, found[numbers]) and x.shape == (len(n), int(n.max()))
        assert torch.equal(x, padded[numbers, : x.shape[1]])
    ranges = sorted((int(n.min()), int(n.max())) for _, _, n in seen)
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))  # batches do not overlap in length


def test_length_batches_have_a_new_order_each_time() -> None:
    def passes(seed: int) -> list[list[int]]:
        batches = LengthBatches(torch.arange(30), lengths=torch.arange(30) // 3, size=4, generator=seeded(seed))
        return [[int(i) for numbers, _ in batches for i in numbers] for _ in range(2)]

    assert passes(0) == passes(0) and passes(0)[0] != passes(0)[1]
    with pytest.raises(ValueError, match=r"expected 3 rows, one per length, got shapes \(2, 4\)"):
        LengthBatches(torch.zeros(2, 4), lengths=torch.ones(3), size=2)
    with pytest.raises(ValueError, match="at least one row, got size=0"):
        LengthBatches(lengths=torch.ones(3), size=0)
