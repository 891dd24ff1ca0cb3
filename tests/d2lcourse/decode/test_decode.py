"""Greedy, sampling and beam search against an exhaustive search over all sequences."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from d2lcourse.decode import BeamNode, Beams, beam, greedy, sample
from d2lcourse.nn import GRU, LanguageModel


class Table:
    """Log-probabilities that depend on everything before: on the token, and on a state that remembers."""

    def __init__(self, V: int, seed: int) -> None:
        generator = torch.Generator().manual_seed(seed)
        self.V, self.calls = V, 0
        self.W = torch.randn(V, 4, generator=generator, dtype=torch.double)
        self.A = torch.randn(4, 4, generator=generator, dtype=torch.double)
        self.U = 2 * torch.randn(4, V, generator=generator, dtype=torch.double)

    def step(self, tokens: torch.Tensor, state: Any) -> tuple[torch.Tensor, Any]:
        self.calls += 1
        (h,), rest = state["h"], state["kept"]
        assert len(h) == len(tokens) and rest == "not a tensor"
        h = torch.tanh(self.W[tokens] + h @ self.A)
        return (h @ self.U).log_softmax(-1), {"h": [h], "kept": rest}

    def state(self, B: int) -> Any:
        h = torch.arange(B, dtype=torch.double)[:, None].expand(B, 4)
        return {"h": [h], "kept": "not a tensor"}

    def probability(self, row: int, start: int, sequence: tuple[int, ...]) -> float:
        """Of a whole sequence, in logarithms."""
        state, total, token = {"h": [torch.full((1, 4), float(row)).double()], "kept": "not a tensor"}, 0.0, start
        for following in sequence:
            scores, state = self.step(torch.tensor([token]), state)
            total, token = total + scores[0, following].item(), following
        return total


def everything(V: int, steps: int, end: int | None) -> list[tuple[int, ...]]:
    """All sequences that end with the end token, or are as long as is allowed."""
    found = set()
    for sequence in itertools.product(range(V), repeat=steps):
        stop = sequence.index(end) + 1 if end in sequence else steps
        found.add(sequence[:stop])
    return sorted(found)


def shown(tokens: torch.Tensor, length: int) -> tuple[int, ...]:
    return tuple(tokens[:length].tolist())


@settings(max_examples=30, deadline=None)
@given(
    V=st.integers(2, 3),
    steps=st.integers(1, 4),
    seed=st.integers(0, 99),
    alpha=st.sampled_from([0.0, 0.75, 1.0]),
    ends=st.booleans(),
)
def test_a_wide_beam_is_an_exhaustive_search(V: int, steps: int, seed: int, alpha: float, ends: bool) -> None:
    table, end = Table(V, seed), 1 if ends else None
    start = torch.tensor([0, V - 1])
    found = beam(table.step, start, table.state(2), width=V**steps, steps=steps, end=end, alpha=alpha)
    for row in range(2):
        scored = {
            sequence: table.probability(row, int(start[row]), sequence) / len(sequence) ** alpha
            for sequence in everything(V, steps, end)
        }
        best = sorted(scored, key=lambda sequence: -scored[sequence])
        n = len(best)
        assert [shown(*pair) for pair in zip(found.tokens[row], found.lengths[row].tolist(), strict=True)][:n] == best
        assert found.scores[row, :n].tolist() == pytest.approx([scored[sequence] for sequence in best])
        assert (found.scores[row, n:] == -math.inf).all()


@settings(max_examples=30, deadline=None)
@given(V=st.integers(2, 6), steps=st.integers(1, 6), seed=st.integers(0, 99), ends=st.booleans())
def test_a_beam_of_one_is_greedy(V: int, steps: int, seed: int, ends: bool) -> None:
    table, start, end = Table(V, seed), torch.arange(3) % V, 0 if ends else None
    one = beam(table.step, start, table.state(3), width=1, steps=steps, end=end, alpha=0.0)
    other = greedy(table.step, start, table.state(3), steps=steps, end=end)
    assert torch.equal(one.tokens[:, 0], other.tokens) and torch.equal(one.lengths[:, 0], other.lengths)
    torch.testing.assert_close(one.scores[:, 0], other.scores)
    for row in range(3):
        sequence = shown(other.tokens[row], int(other.lengths[row]))
        assert other.scores[row].item() == pytest.approx(table.probability(row, int(start[row]), sequence))
        if ends:
            assert set(other.tokens[row, len(sequence) :].tolist()) <= {0}


@settings(max_examples=20, deadline=None)
@given(width=st.integers(1, 5), seed=st.integers(0, 99), alpha=st.sampled_from([0.0, 0.75]))
def test_a_batch_is_its_rows_one_by_one(width: int, seed: int, alpha: float) -> None:
    table, start = Table(5, seed), torch.tensor([3, 1, 4])
    whole = beam(table.step, start, table.state(3), width=width, steps=5, end=2, alpha=alpha)
    for row in range(3):
        state = {"h": [table.state(3)["h"][0][row : row + 1]], "kept": "not a tensor"}
        alone = beam(table.step, start[row : row + 1], state, width=width, steps=5, end=2, alpha=alpha)
        L = alone.tokens.shape[2]
        assert torch.equal(whole.tokens[row, :, :L], alone.tokens[0]) and torch.equal(
            whole.lengths[row], alone.lengths[0]
        )
        torch.testing.assert_close(whole.scores[row], alone.scores[0])


def chain(*rows: list[float]) -> Any:
    """A step function that knows only the last token: row i holds the probabilities after token i."""
    table = torch.tensor(rows, dtype=torch.double).log()
    return lambda tokens, state: (table[tokens], state)


def test_greedy_is_not_the_best() -> None:
    # token 1 first is likelier, 2 first leads to a better end
    step = chain([0.0, 0.5, 0.4, 0.1], [0, 0.4, 0.3, 0.3], [0, 0.0, 0.0, 1.0], [0, 0, 0, 1.0])
    start = torch.tensor([0])
    chosen = greedy(step, start, None, steps=2)
    assert chosen.tokens.tolist() == [[1, 1]] and chosen.scores.exp().item() == pytest.approx(0.2)
    better = beam(step, start, None, width=2, steps=2, alpha=0.0)
    assert better.tokens[0, 0].tolist() == [2, 3] and better.scores[0, 0].exp().item() == pytest.approx(0.4)


def test_alpha_favours_longer_sequences() -> None:
    step = chain([0.6, 0.4], [0.3, 0.7])  # 0 ends
    start = torch.tensor([1])
    short = beam(step, start, None, width=8, steps=3, end=0, alpha=0.0)
    long = beam(step, start, None, width=8, steps=3, end=0, alpha=1.0)
    assert shown(short.tokens[0, 0], 3) == (1, 1, 1) and long.scores[0, 0].item() == pytest.approx(math.log(0.7))
    assert short.lengths[0].tolist()[:4] == [3, 1, 2, 3] and short.scores[0, 1].exp().item() == pytest.approx(0.3)
    assert long.lengths[0].tolist()[:4] == [3, 3, 2, 1]


def test_it_stops_when_all_have_ended() -> None:
    table = Table(4, 0)
    table.step = lambda tokens, state: (torch.tensor([[0.0, 0.0, 0.0, 1.0]]).log().expand(len(tokens), 4), state)  # type: ignore[method-assign]
    for found in (
        greedy(table.step, torch.tensor([0, 1]), None, steps=9, end=3),
        sample(table.step, torch.tensor([0, 1]), None, steps=9, end=3),
    ):
        assert found.tokens.tolist() == [[3], [3]] and found.lengths.tolist() == [1, 1] and not found.scores.any()
    found = beam(table.step, torch.tensor([0, 1]), None, width=3, steps=9, end=3)
    assert found.tokens.shape == (2, 3, 1) and found.scores.tolist() == [[0, -math.inf, -math.inf]] * 2


def test_sampling_draws_with_the_probabilities() -> None:
    step = chain([0.5, 0.3, 0.2, 0.0])
    n = 20_000
    for temperature, top_k, expected in (
        (1.0, None, [0.5, 0.3, 0.2, 0]),
        (0.5, None, [25 / 38, 9 / 38, 4 / 38, 0]),
        (1.0, 2, [0.625, 0.375, 0, 0]),
        (1.0, 9, [0.5, 0.3, 0.2, 0]),
    ):
        found = sample(
            step,
            torch.zeros(n).long(),
            None,
            steps=1,
            temperature=temperature,
            top_k=top_k,
            generator=torch.Generator().manual_seed(0),
        )
        counts = Counter(found.tokens[:, 0].tolist())
        assert [counts[token] / n for token in range(4)] == pytest.approx(expected, abs=0.015)
        first = found.tokens[0, 0].item()
        assert found.scores[0].exp().item() == pytest.approx([0.5, 0.3, 0.2, 0][first])  # as the model gave it


@pytest.mark.parametrize("temperature", [0.0, 1e-12, 1e-300])
def test_a_cold_sample_is_greedy(temperature: float) -> None:
    table, start = Table(6, 3), torch.tensor([1, 2, 3])
    cold = sample(table.step, start, table.state(3), steps=7, end=0, temperature=temperature)
    expected = greedy(table.step, start, table.state(3), steps=7, end=0)
    assert torch.equal(cold.tokens, expected.tokens) and torch.equal(cold.lengths, expected.lengths)
    torch.testing.assert_close(cold.scores, expected.scores)


def test_the_same_generator_draws_the_same() -> None:
    table, start = Table(6, 3), torch.tensor([1, 2, 3])
    runs = [
        sample(table.step, start, table.state(3), steps=20, generator=torch.Generator().manual_seed(s))
        for s in (1, 1, 2)
    ]
    assert torch.equal(runs[0].tokens, runs[1].tokens) and not torch.equal(runs[0].tokens, runs[2].tokens)


def test_a_language_model_writes() -> None:
    torch.manual_seed(0)
    model = LanguageModel(9, GRU(9, 8, 2)).double()
    prompt = torch.tensor([[1, 2, 3], [4, 5, 6]])
    written = greedy(model.step, *model.start(prompt), steps=5).tokens
    text = prompt
    for _ in range(5):
        text = torch.cat([text, model(text)[0][:, -1:].argmax(-1)], 1)
    assert torch.equal(written, text[:, 3:])
    searched = beam(model.step, *model.start(prompt), width=3, steps=4)
    again = torch.cat([prompt, searched.tokens[:, 0]], 1)
    scores = model(again)[0].log_softmax(-1)[:, 2:-1].gather(2, searched.tokens[:, 0, :, None]).sum((1, 2))
    torch.testing.assert_close(searched.scores[:, 0], scores / 4**0.75)


def path(tree: tuple[BeamNode, ...], place: int) -> tuple[int, ...]:
    """The tokens from the root to a node."""
    node = tree[place]
    return () if node.parent < 0 else (*path(tree, node.parent), node.token)


@settings(max_examples=30, deadline=None)
@given(V=st.integers(2, 5), width=st.integers(1, 4), seed=st.integers(0, 99), ends=st.booleans())
def test_the_tree_tells_what_happened(V: int, width: int, seed: int, ends: bool) -> None:
    table, end = Table(V, seed), 1 if ends else None
    found = beam(table.step, torch.tensor([0, 1 % V]), table.state(2), width=width, steps=4, end=end, tree=True)
    tree = found.tree
    assert tree[0] == BeamNode(0, -1, 0, 0.0, 0.0, kept=True, best=True, finished=False)
    for place, node in enumerate(tree[1:], start=1):
        parent = tree[node.parent]
        assert node.parent < place and node.step == parent.step + 1 and not parent.finished
        assert node.log_probability == pytest.approx(table.probability(0, 0, path(tree, place)))
        assert node.score == pytest.approx(node.log_probability / node.step**0.75)
        assert node.finished == (node.token == end)
    best = [place for place, node in enumerate(tree) if node.best]
    L = int(found.lengths[0, 0])
    assert [tree[place].step for place in best] == list(range(L + 1))
    assert path(tree, best[-1]) == shown(found.tokens[0, 0], L) and tree[best[-1]].score == pytest.approx(
        found.scores[0, 0].item()
    )
    final = {
        shown(*pair)
        for pair, s in zip(zip(found.tokens[0], found.lengths[0].tolist(), strict=True), found.scores[0], strict=True)
        if s > -math.inf
    }
    assert final <= {path(tree, place) for place, node in enumerate(tree) if node.kept}
    for step in range(1, 5):
        assert sum(node.kept and node.step == step for node in tree) <= width


def test_no_tree_unless_asked() -> None:
    table = Table(3, 0)
    found = beam(table.step, torch.tensor([0]), table.state(1), width=2, steps=2)
    assert isinstance(found, Beams) and found.tree == ()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda step, start: greedy(step, start, None, steps=0), "at least one step, got steps=0"),
        (lambda step, start: greedy(step, start[None], None, steps=1), r"start must be tokens \(B,\), got \(1, 2\)"),
        (lambda step, start: sample(step, start, None, steps=1, temperature=-1), "temperature is 0 or more, got -1"),
        (lambda step, start: sample(step, start, None, steps=1, top_k=0), "top_k is 1 or more, got 0"),
        (lambda step, start: beam(step, start, None, steps=1, width=0), "width is 1 or more, got 0"),
        (lambda step, start: greedy(lambda t, s: (torch.zeros(4), s), start, None, steps=1), r"should give log-prob"),
    ],
)
def test_decoding_complains(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call(chain([0.5, 0.5], [0.5, 0.5]), torch.tensor([0, 1]))
