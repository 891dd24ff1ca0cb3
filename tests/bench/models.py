"""Tokens per second and perplexity of the recurrent models: ``make bench-models``.

Each is measured from scratch (``d2lcourse.nn``), beside torch's own layer and beside the loop that textbooks print, in
the same run, with one CPU thread, and on the GPU where there is one. The settings are those of the classic lecture
notebooks: The Time Machine, first 10,000 characters, vocabulary 28, batch 32, 35 steps, gradient descent with rate 1,
clipping at 1. "products" is the time for the matrix products of the states alone: the bound that no program with these
products in float32 can beat on this machine. The perplexities come from a recipe that suits a CPU, with a held-out
part; ``--reference`` trains with the classic settings instead, as long as they ask for (an hour).
"""

from __future__ import annotations

import argparse
import math
import platform
import time
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from d2lcourse.data import SequentialBatches, time_machine
from d2lcourse.nn import LanguageModel, clip_gradients, detach
from d2lcourse.seed import seed_everything
from tests.bench.plain_loops import Plain
from tests.bench.training_steps import KINDS, graphed, kept_bytes, layer, products, rates, training

__all__ = ["main"]

SIZE, STEPS, SEED = 32, 35, 0
DECK_RATE = 86_219  # tokens per second of a two-layer bidirectional LSTM on the GPU of the decks


def main(argv: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", nargs="+", default=list(KINDS), choices=list(KINDS), metavar="NAME")
    parser.add_argument("--hidden", nargs="+", type=int, default=[256, 512])
    parser.add_argument("--rounds", type=int, default=9, help="of which the median is taken")
    parser.add_argument("--epochs", type=int, default=8, help="of the CPU recipe; 0 leaves it out")
    parser.add_argument("--reference", action="store_true", help="train with the classic settings, 500 epochs")
    options = parser.parse_args(argv)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        device = torch.cuda.get_device_name() if torch.cuda.is_available() else "no GPU"
        print(f"{platform.platform()}, {platform.processor() or platform.machine()}, {device}")
        print(f"torch {torch.__version__}, Python {platform.python_version()}, one CPU thread, seed {SEED}")
        text = time_machine()
        print(f"{text.name}: batch {SIZE}, {STEPS} steps\n")
        corpus = text.corpus("char", train=10_000, valid=10_000)
        for device in ("cpu", "cuda") if torch.cuda.is_available() else ("cpu",):
            _speed(corpus, options, device)
            _growth(corpus, options, device)
        if options.reference:
            _reference(corpus)
        elif options.epochs:
            _recipe(text.corpus("char"), options)
    finally:
        torch.set_num_threads(threads)


def _speed(corpus: Any, options: argparse.Namespace, device: str) -> None:
    """Tokens per second of training, and the memory that a step keeps for its backward pass."""
    V = len(corpus.vocabulary)
    x, y = (part.to(device) for part in next(iter(SequentialBatches(corpus.train, size=SIZE, steps=STEPS))))
    cuda = device == "cuda"
    print(f"training on the {device.upper()}, tokens per second" + ("" if cuda else " of CPU time"))
    names = ["plain", "ours", "torch", *(["graph"] if cuda else []), "products"]
    head = "".join(f"{name:>10}" for name in names)
    print(f"{'':12}{'hidden':>7}{head}{'/plain':>8}{'/torch':>8}{'/bound':>8}   kept: plain, ours, torch")
    for H in options.hidden:
        for kind in options.models:
            seed_everything(SEED)
            plain = Plain(kind, V, H, device)
            work: dict[str, Callable[[], None]] = {"plain": training(plain, x, y)}
            for whose in ("ours", "torch"):
                if (core := layer(whose, kind, V, H)) is not None:
                    work[whose] = training(core, x, y)
            if cuda and (core := layer("ours", kind, V, H)) is not None:
                work["graph"] = graphed(core, x, y)
            memory = {name: kept_bytes(once) / 2**20 for name, once in work.items() if name != "graph"}
            work["products"] = products(kind, x, H)
            found = rates(work, x.numel(), options.rounds, cuda)
            best = max(found["ours"], found.get("graph", 0))
            print(
                f"{kind:12}{H:>7}"
                + "".join(f"{found[name]:>10,.0f}" if name in found else f"{'-':>10}" for name in names)
                + f"{best / found['plain']:>8.2f}"
                + (f"{best / found['torch']:>8.2f}" if "torch" in found else f"{'-':>8}")
                + f"{best / found['products']:>8.2f}   "
                + ", ".join(f"{memory[name]:.1f}" if name in memory else "-" for name in ("plain", "ours", "torch"))
                + " MB"
            )
    print()


def _growth(corpus: Any, options: argparse.Namespace, device: str) -> None:
    """How the time of a training step grows with steps, layers and directions: the LSTM, ours and torch's."""
    V, H = len(corpus.vocabulary), options.hidden[0]
    cuda = device == "cuda"
    print(f"LSTM {H} on the {device.upper()}: ms per training step, ours and torch's")
    cases: list[tuple[str, int, dict[str, Any]]] = [(f"{steps} steps", steps, {}) for steps in (35, 70, 140, 280)]
    cases += [(f"{layers} layers", STEPS, {"layers": layers}) for layers in (2, 4)]
    cases += [("2 layers, both directions", STEPS, {"layers": 2, "bidirectional": True})]
    for name, steps, more in cases:
        x, y = (part.to(device) for part in next(iter(SequentialBatches(corpus.train, size=SIZE, steps=steps))))
        seed_everything(SEED)
        work = {whose: training(layer(whose, "LSTM", V, H, **more), x, y) for whose in ("ours", "torch")}  # type: ignore[arg-type]
        if cuda:
            work["graph"] = graphed(layer("ours", "LSTM", V, H, **more), x, y)  # type: ignore[arg-type]
        found = rates(work, x.numel(), max(3, options.rounds // 3), cuda)
        times = ", ".join(f"{whose} {1e3 * x.numel() / rate:.1f}" for whose, rate in found.items())
        print(f"  {name:28}{times}; {max(found.values()):,.0f} tokens/s at best")
        if cuda and "both" in name:
            print(f"  {'':28}{max(found.values()) / DECK_RATE:.1f} times the deck's {DECK_RATE:,}")
    print()


def _recipe(corpus: Any, options: argparse.Namespace) -> None:
    """Perplexity on what was learnt from and on what was not: 150,000 characters and the 20,000 after them."""
    H, V = 128, len(corpus.vocabulary)
    print(f"{len(corpus.train):,} characters, {options.epochs} epochs, Adam (0.003 RNN, 0.005 others), hidden {H}:")
    print("perplexity in training, held out; seconds of CPU time")
    for kind in options.models:
        for whose in ("ours", "torch"):
            seed_everything(SEED)
            core = layer(whose, kind, V, H)
            if core is None:
                continue
            model = LanguageModel(V, core)
            optimiser = torch.optim.Adam(model.parameters(), 3e-3 if kind == "RNN" else 5e-3)
            start = time.process_time()
            for _ in range(options.epochs):
                loss = _epoch(model, corpus.train, optimiser)
            held_out = _epoch(model.eval(), corpus.valid)
            seconds = time.process_time() - start
            print(f"  {kind:12}{whose:7}{math.exp(loss):8.2f}{math.exp(held_out):8.2f}{seconds:8.1f} s")


def _reference(corpus: Any) -> None:
    """The classic settings: what was learnt from is memorised, what was not becomes worse and worse."""
    V = len(corpus.vocabulary)
    print("10,000 characters, 500 epochs, gradient descent with rate 1: perplexity in training, held out; tokens/s")
    cases: list[tuple[str, str, int, dict[str, Any]]] = [("RNN 512", "RNN", 512, {}), ("RNN 256", "RNN", 256, {})]
    cases += [(f"{kind} 256", kind, 256, {}) for kind in ("GRU", "GRU before", "LSTM")]
    cases += [("LSTM 256, 2 layers", "LSTM", 256, {"layers": 2})]
    cases += [("LSTM 256, 2 layers, both", "LSTM", 256, {"layers": 2, "bidirectional": True})]
    for name, kind, H, more in cases:
        seed_everything(SEED)
        core = layer("ours", kind, V, H, **more)
        assert core is not None
        model = LanguageModel(V, core)
        optimiser = torch.optim.SGD(model.parameters(), 1.0)
        start, tokens = time.process_time(), 0
        for _ in range(500):
            loss = _epoch(model, corpus.train, optimiser)
            tokens += len(corpus.train) // (SIZE * STEPS) * SIZE * STEPS
        rate = tokens / (time.process_time() - start)
        print(
            f"  {name:28}{math.exp(loss):6.2f}{math.exp(_epoch(model.eval(), corpus.valid)):9.2f}{rate:10,.0f}",
            flush=True,
        )


def _epoch(model: nn.Module, tokens: torch.Tensor, optimiser: torch.optim.Optimizer | None = None) -> float:
    """Mean loss over one pass, in nats; the state goes on from batch to batch. Learns only with an optimiser."""
    state, total, count = None, 0.0, 0
    with torch.set_grad_enabled(optimiser is not None):
        for x, y in SequentialBatches(tokens, size=SIZE, steps=STEPS):
            logits, state = model(x, detach(state))
            loss = cross_entropy(logits.flatten(0, 1), y.flatten())
            if optimiser is not None:
                optimiser.zero_grad()
                loss.backward()
                clip_gradients(model.parameters(), 1.0)
                optimiser.step()
            total, count = total + loss.item(), count + 1
    return total / count


if __name__ == "__main__":
    main()
