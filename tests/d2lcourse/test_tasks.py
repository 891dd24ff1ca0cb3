"""Sequence tasks that the course makes: what is asked, and that the answer is right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.data import (
    ORDER_SYMBOLS,
    SequencePairs,
    adding,
    copy_pairs,
    copy_task,
    echo_task,
    reverse_task,
    temporal_order,
    valid_mask,
)

SEEDS = st.integers(0, 9_999)


def seeded(n: int) -> torch.Generator:
    return torch.Generator().manual_seed(n)


def looks_like_pairs(pairs: SequencePairs) -> None:
    """Marks where they belong, padding where nothing else is, no row longer than it has to be."""
    for tokens, lengths, vocabulary in (
        (pairs.source, pairs.source_lengths, pairs.source_vocabulary),
        (pairs.target, pairs.target_lengths, pairs.target_vocabulary),
    ):
        assert vocabulary.tokens[:4] == ("<unk>", "<pad>", "<bos>", "<eos>")
        assert tokens.dtype == lengths.dtype == torch.int64 and tokens.shape == (len(pairs), int(lengths.max()))
        mask = valid_mask(lengths, tokens.shape[1])
        assert bool((tokens[~mask] == vocabulary.pad).all()) and not bool((tokens[mask] == vocabulary.pad).any())
        assert bool((tokens[torch.arange(len(pairs)), lengths - 1] == vocabulary.eos).all())
        assert int((tokens == vocabulary.eos).sum()) == len(pairs)
    assert bool((pairs.target[:, 0] == pairs.target_vocabulary.bos).all())
    assert torch.equal(pairs.decoder_input[:, 1:], pairs.labels[:, :-1])
    assert torch.equal(pairs.label_lengths, pairs.target_lengths - 1)


@settings(deadline=None)
@given(seed=SEEDS, n=st.integers(1, 20), shortest=st.integers(1, 5), more=st.integers(0, 5), symbols=st.integers(1, 10))
def test_reverse_and_copy(seed: int, n: int, shortest: int, more: int, symbols: int) -> None:
    lengths = (shortest, shortest + more)
    for task, step in ((reverse_task, -1), (copy_pairs, 1)):
        pairs = task(n, lengths=lengths, symbols=symbols, generator=seeded(seed))
        looks_like_pairs(pairs)
        for i in range(n):
            assert pairs.target_tokens(i) == pairs.source_tokens(i)[::step]
            assert shortest <= len(pairs.source_tokens(i)) <= shortest + more
            assert set(pairs.source_tokens(i)) <= set("0123456789"[:symbols])


def test_all_lengths_and_digits_occur() -> None:
    pairs = reverse_task(2000, generator=seeded(0))
    assert (pairs.source_lengths - 1).unique().tolist() == list(range(2, 11))
    assert pairs.source.unique().tolist() == [1, 3, *range(4, 14)] and len(pairs.source_vocabulary) == 14
    assert list(pairs.source_vocabulary.tokens[4:]) == list("0123456789")
    with pytest.raises(ValueError, match=r"got lengths=\(3, 2\), symbols=10"):
        reverse_task(1, lengths=(3, 2))


def test_rows_and_batches_of_pairs() -> None:
    pairs = reverse_task(50, generator=seeded(1))
    few = pairs[[3, 5]]
    looks_like_pairs(few)
    assert few.source_tokens(1) == pairs.source_tokens(5) and len(pairs[:7]) == 7
    assert len(pairs[pairs.source_lengths == 99]) == 0
    batches = list(pairs.batches(8, seeded(2)))
    for batch in batches:
        looks_like_pairs(batch)
    assert [len(batch) for batch in batches].count(8) == 6 and sum(map(len, batches)) == 50
    told = sorted("".join(batch.source_tokens(i)) for batch in batches for i in range(len(batch)))
    assert told == sorted("".join(pairs.source_tokens(i)) for i in range(50))
    assert pairs.to("meta").target_lengths.device.type == "meta"


@settings(deadline=None)
@given(seed=SEEDS, length=st.integers(1, 5), wait=st.integers(1, 6), symbols=st.integers(1, 26))
def test_copy_after_a_pause(seed: int, length: int, wait: int, symbols: int) -> None:
    task = copy_task(7, length=length, wait=wait, symbols=symbols, generator=seeded(seed))
    assert task.inputs.shape == task.targets.shape == task.mask.shape == (7, 2 * length + wait)
    assert torch.equal(task.targets[task.mask].view(7, length), task.inputs[:, :length])
    marks = task.inputs == task.symbols.index(">")
    assert marks.sum(dim=1).tolist() == [1] * 7
    # as many steps from a symbol to its answer as from the first to the last blank before the answers
    assert bool(marks[:, length + wait - 1].all()) and bool((task.targets[~task.mask] == symbols).all())
    assert task.symbols[symbols] == "·" and len(task.symbols) == symbols + 2


@settings(deadline=None)
@given(seed=SEEDS, steps=st.integers(1, 12), data=st.data())
def test_echo(seed: int, steps: int, data: st.DataObject) -> None:
    delay = data.draw(st.integers(0, steps))
    task = echo_task(5, steps=steps, delay=delay, generator=seeded(seed))
    for t in range(steps):
        assert bool((task.mask[:, t] == (t >= delay)).all())
        if t >= delay:
            assert torch.equal(task.targets[:, t], task.inputs[:, t - delay])


@settings(deadline=None)
@given(seed=SEEDS, steps=st.integers(20, 120), classes=st.sampled_from([2, 4]))
def test_temporal_order(seed: int, steps: int, classes: int) -> None:
    x, y = temporal_order(20, steps=steps, classes=classes, generator=seeded(seed))
    assert x.shape == (20, steps) and x.dtype == y.dtype == torch.int64
    for row, label in zip(x.tolist(), y.tolist(), strict=True):
        found = [(t, ORDER_SYMBOLS[i]) for t, i in enumerate(row) if ORDER_SYMBOLS[i] in "XY"]
        (first, a), (second, b) = found
        assert steps // 10 <= first < 2 * (steps // 10) and 5 * (steps // 10) <= second < 6 * (steps // 10)
        assert a + b == (("XY", "YX") if classes == 2 else ("XX", "XY", "YX", "YY"))[label]


def test_classes_are_balanced_and_nothing_else_tells() -> None:
    x, y = temporal_order(4000, generator=seeded(0))
    assert y.bincount().tolist() == pytest.approx([2000, 2000], rel=0.1)
    counts = torch.stack([(x == i).sum(dim=1) for i in range(6)])
    assert bool((counts[4:] == 1).all())  # as many X as Y, in both classes: only the order differs
    means = [counts[:4, y == label].double().mean(dim=1) for label in (0, 1)]
    assert torch.allclose(means[0], means[1], rtol=0.05)
    with pytest.raises(ValueError, match="20 steps or more and 2 or 4 classes, got 19 and 2"):
        temporal_order(1, steps=19)


@settings(deadline=None)
@given(seed=SEEDS, steps=st.integers(2, 30))
def test_adding(seed: int, steps: int) -> None:
    x, y = adding(9, steps=steps, generator=seeded(seed))
    marks = x[..., 1]
    assert x.shape == (9, steps, 2) and marks.unique().tolist() in ([0, 1], [1])
    assert bool((marks[:, : steps // 2].sum(dim=1) == 1).all()) and bool((marks.sum(dim=1) == 2).all())
    assert torch.allclose(y, torch.stack([row[mark == 1].sum() for row, mark in zip(x[..., 0], marks, strict=True)]))


def test_the_error_of_always_saying_one() -> None:
    _, y = adding(20_000, steps=5, generator=seeded(0))
    assert (y - 1).square().mean().item() == pytest.approx(1 / 6, rel=0.05)


@pytest.mark.parametrize(
    "make",
    [
        lambda g: reverse_task(9, generator=g).source,
        lambda g: copy_task(9, generator=g).inputs,
        lambda g: echo_task(9, generator=g).inputs,
        lambda g: temporal_order(9, generator=g)[0],
        lambda g: adding(9, generator=g)[0],
    ],
)
def test_the_same_from_the_same_seed(make: Callable[[torch.Generator | None], torch.Tensor]) -> None:
    assert torch.equal(make(seeded(4)), make(seeded(4)))
    assert make(seeded(4)).tolist() != make(seeded(5)).tolist()
    torch.manual_seed(7)
    first = make(None)
    torch.manual_seed(7)
    assert torch.equal(first, make(None))


def test_what_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="two numbers to add need 2 steps or more, got 1"):
        adding(1, steps=1)
    with pytest.raises(ValueError, match="got 0, 20, 8"):
        copy_task(1, length=0)
    with pytest.raises(ValueError, match="expected 0 to 5 steps of delay and 1 to 26 symbols, got 6 and 4"):
        echo_task(1, steps=5, delay=6)
