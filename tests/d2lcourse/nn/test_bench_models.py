"""What ``make bench-models`` compares computes the same, and its table comes out."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import cross_entropy

from d2lcourse.nn import LanguageModel
from tests.bench import models
from tests.bench.plain_loops import Plain, clip_plainly, step_plainly
from tests.bench.training_steps import KINDS, kept_bytes, layer, rates, training


@pytest.mark.parametrize("kind", KINDS)
def test_the_plain_loop_and_ours_train_alike(kind: str) -> None:
    torch.manual_seed(0)
    plain = Plain(kind, 7, 6)
    for p in plain.parameters():
        torch.nn.init.uniform_(p, -1, 1)
    model = plain.copy_to(LanguageModel(7, KINDS[kind](7, 6)))
    twin = None
    if (torch_layer := layer("torch", kind, 7, 6)) is not None:
        twin = LanguageModel(7, model.core.to_torch())
        assert type(twin.core) is type(torch_layer)
        twin.head.load_state_dict(model.head.state_dict())
    optimiser = torch.optim.SGD(model.parameters(), 0.5)
    state, ours = plain.start(3), None
    for _ in range(3):
        x, y = torch.randint(7, (3, 4)), torch.randint(7, (3, 4))
        logits, state = plain(x, tuple(part.detach() for part in state))
        loss = cross_entropy(logits, y.T.reshape(-1))
        ours = (
            tuple(part.detach() for part in ours)
            if isinstance(ours, tuple)
            else ours
            if ours is None
            else ours.detach()
        )
        if twin is not None and ours is None:
            torch.testing.assert_close(twin(x)[0], model(x)[0])
        found, ours = model(x, ours)
        other = cross_entropy(found.flatten(0, 1), y.flatten())
        torch.testing.assert_close(loss, other)
        loss.backward()
        clip_plainly(plain.parameters(), 0.1)
        step_plainly(plain.parameters(), 0.5)
        optimiser.zero_grad()
        other.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.1)
        optimiser.step()


@pytest.mark.parametrize("whose", ["plain", "ours", "torch"])
def test_a_training_step_learns_and_its_memory_grows_with_the_steps(whose: str) -> None:
    torch.manual_seed(0)
    kept = []
    for steps in (5, 10):
        core = Plain("GRU", 7, 6) if whose == "plain" else layer(whose, "GRU", 7, 6)
        x = torch.arange(steps).repeat(2, 1) % 7
        once = training(core, x, (x + 1) % 7, rate=5.0)
        kept.append(kept_bytes(once))
        for _ in range(100):
            once()
        model = core if whose == "plain" else None
        if model is not None:
            logits, _ = model(x, model.start(2))
            assert (logits.argmax(-1) == ((x + 1) % 7).T.reshape(-1)).all()
    assert kept[0] < kept[1] < 2.5 * kept[0]


def test_rates_take_turns() -> None:
    calls: list[str] = []
    found = rates({"a": lambda: calls.append("a"), "b": lambda: calls.append("b")}, 10, rounds=3, gpu=False)
    assert calls == ["a", "b"] * 4 and set(found) == {"a", "b"}


def test_the_table_comes_out(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "rates", lambda work, tokens, rounds, gpu: {name: float(tokens) for name in work})
    models.main(["--models", "RNN", "MUT1", "--hidden", "8", "--epochs", "0"])
    lines = capsys.readouterr().out.splitlines()
    row = next(line for line in lines if line.startswith("RNN"))
    assert row.split()[:8] == ["RNN", "8", "1,120", "1,120", "1,120", "1,120", "1.00", "1.00"]
    assert any(line.startswith("MUT1") and " - " in line for line in lines)
    assert any("2 layers, both directions" in line for line in lines)
    assert "one CPU thread, seed 0" in lines[1]
