"""One training step of a language model, three times: the plain loop, ours, torch's layer. And what bounds them all."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from d2lcourse.nn import GRU, LSTM, MUT, RNN, LanguageModel, Recurrent, clip_gradients, detach
from tests.bench.plain_loops import Plain, clip_plainly, step_plainly

__all__ = ["KINDS", "graphed", "kept_bytes", "layer", "products", "rates", "training"]

Layer = Recurrent | nn.RNNBase
KINDS: Mapping[str, Callable[..., Recurrent]] = {
    "RNN": RNN,
    "LSTM": LSTM,
    "peephole": lambda *sizes, **options: LSTM(*sizes, peephole=True, **options),
    "GRU": GRU,
    "GRU before": lambda *sizes, **options: GRU(*sizes, reset_after=False, **options),
    "MUT1": lambda *sizes, **options: MUT(*sizes, variant=1, **options),
    "MUT2": lambda *sizes, **options: MUT(*sizes, variant=2, **options),
    "MUT3": lambda *sizes, **options: MUT(*sizes, variant=3, **options),
}
TORCH = ("RNN", "LSTM", "GRU")
PARTS = {"RNN": 1, "LSTM": 4, "peephole": 4}


def layer(whose: str, kind: str, V: int, H: int, **options: Any) -> Layer | None:
    """Ours or torch's; None where torch has none."""
    if whose == "ours":
        return KINDS[kind](V, H, **options)
    return getattr(nn, kind)(V, H, options.pop("layers", 1), batch_first=True, **options) if kind in TORCH else None


def training(core: Layer | Plain, x: torch.Tensor, y: torch.Tensor, *, rate: float = 1.0) -> Callable[[], None]:
    """A function that makes one step on the same batch: loss, gradients, clipping at 1, gradient descent.

    x, y: (B, T) int. The state goes on from step to step, cut off from its history.
    """
    if isinstance(core, Plain):
        state, targets, own = core.start(len(x)), y.T.reshape(-1), core.parameters()

        def plainly() -> None:
            nonlocal state
            logits, state = core(x, tuple(part.detach_() for part in state))
            cross_entropy(logits, targets).backward()
            clip_plainly(own, 1.0)
            step_plainly(own, rate)

        return plainly
    model = LanguageModel(x_vocabulary(core), core).to(x.device)
    optimiser = torch.optim.SGD(model.parameters(), rate)
    now: Any = None

    def once() -> None:
        nonlocal now
        optimiser.zero_grad()
        logits, now = model(x, detach(now))
        cross_entropy(logits.flatten(0, 1), y.flatten()).backward()
        clip_gradients(model.parameters(), 1.0)
        optimiser.step()

    return once


def graphed(core: Layer, x: torch.Tensor, y: torch.Tensor, *, rate: float = 1.0) -> Callable[[], None]:
    """The same step, recorded once as a CUDA graph: the GPU goes through its kernels without waiting for Python.

    Clipping is torch's, which does not ask the GPU for the norm. Source: PyTorch's notes, "whole-network capture".
    """
    model = LanguageModel(x_vocabulary(core), core).to(x.device)
    optimiser = torch.optim.SGD(model.parameters(), rate)
    with torch.no_grad():
        _, now = model(x)
    now = tuple(part.clone() for part in (now if isinstance(now, tuple) else (now,)))

    def once() -> None:
        logits, after = model(x, now if len(now) > 1 else now[0])
        cross_entropy(logits.flatten(0, 1), y.flatten()).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        for part, new in zip(now, after if isinstance(after, tuple) else (after,), strict=True):
            part.copy_(new.detach())

    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):  # a few steps beforehand, as the notes ask
        for _ in range(3):
            optimiser.zero_grad(set_to_none=True)
            once()
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    optimiser.zero_grad(set_to_none=True)
    with torch.cuda.graph(graph):
        optimiser.zero_grad(set_to_none=True)
        once()
    return graph.replay


def products(kind: str, x: torch.Tensor, H: int) -> Callable[[], None]:
    """Nothing but the matrix products that every training step of the kind has to make, at least.

    The states' products forwards and backwards at each step, and the gradient of their matrix, of all steps at once.
    """
    B, T, width = *x.shape, PARTS.get(kind, 3) * H - (H if kind == "MUT1" else 0)
    h, d = torch.randn(B, H, device=x.device), torch.randn(B, width, device=x.device)
    W = torch.randn(H, width, device=x.device)
    back, all_h, all_d = W.t().contiguous(), h.repeat(T, 1), d.repeat(T, 1)

    def multiply() -> None:
        for _ in range(T):
            torch.mm(h, W)
        for _ in range(T):
            torch.mm(d, back)
        torch.mm(all_h.t(), all_d)

    return multiply


def rates(work: Mapping[str, Callable[[], None]], tokens: int, rounds: int, gpu: bool) -> dict[str, float]:
    """Tokens per second of each, the median of rounds in which all take their turn.

    On the CPU, seconds of this process's own time: a neighbour who uses the machine does not count. On a GPU, seconds
    by the clock, the GPU's part included.
    """

    def seconds(once: Callable[[], None]) -> float:
        start = time.perf_counter() if gpu else time.process_time()
        once()
        if gpu:
            torch.cuda.synchronize()
        return (time.perf_counter() if gpu else time.process_time()) - start

    for once in work.values():
        seconds(once)
    taken = [{name: seconds(once) for name, once in work.items()} for _ in range(rounds)]
    return {name: tokens / statistics.median(round_[name] for round_ in taken) for name in work}


def kept_bytes(once: Callable[[], None]) -> int:
    """Memory that one step keeps for its backward pass: what autograd is given to save, each piece of memory once."""
    found: dict[int, int] = {}

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        storage = tensor.untyped_storage()
        found[storage.data_ptr()] = storage.nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        once()
    return sum(found.values())


def x_vocabulary(core: Layer) -> int:
    """Number of tokens that a layer reads as one-hot vectors."""
    return core.inputs if isinstance(core, Recurrent) else core.input_size
