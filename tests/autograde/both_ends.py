"""Two peers over a socket pair in one process, and the module of a student that one of them serves."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import torch

from autograde.bridge.peer import Peer
from autograde.bridge.surroundings import SeedRecorder, apply_surroundings
from autograde.candidate.service import Service
from autograde.examiner.__main__ import Examiner
from autograde.wire.frames import Channel

__all__ = ["Both", "both_ends"]


STUDENT = """
import collections, torch
from torch import nn
import torch.nn.functional as F

def square(x): return x * x
def total(*xs): return sum(xs)
def same(x): return x
def apply(f, *args, **kwargs): return f(*args, **kwargs)
def fill(x):
    if isinstance(x, dict): x["new"] = 1
    elif isinstance(x, set): x.add("new")
    elif isinstance(x, list): x.append("new")
    elif isinstance(x, bytearray): x.extend(b"new")
    else: x[0] = 9
def nested(d): d["inner"].append(3); return d["inner"]
def swap(xs): xs.reverse()
def grow(t): t.data = torch.cat([t.data, t.data])
def freeze(t): t.requires_grad_(not t.requires_grad)
def late(x, other):
    yield x
    x[0] = 9
    yield x[:1]
    other.append(1)
def count(n):
    for i in range(n): yield torch.tensor(float(i))
def default(): return torch.zeros(2)
def modes(): return torch.is_grad_enabled()
def draw(): return torch.rand(3)
def boom(kind="value"):
    if kind == "value": raise ValueError("no", 3)
    if kind == "own": raise Child("mine")
    if kind == "key": raise KeyError("k")
    if kind == "stop": raise StopIteration(7)
    if kind == "unicode": "\\ud800".encode()
    if kind == "exit": raise SystemExit(3)
    raise LyingText()
class Base(Exception): pass
class Child(Base, ValueError): pass
class LyingText(Exception):
    def __str__(self): raise RuntimeError("never")
def guarded(f):
    try: f()
    except ValueError: return "value"
def early(f):
    for x in f(): return x
class Bag(list): pass
def bag(): return Bag([1, 2])
class Point(collections.namedtuple("Point", "x y")): pass
def point(): return Point(1, 2)
class Net(nn.Module):
    def __init__(self, width=3):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, width), nn.Linear(width, 1)])
        self.extra = nn.ParameterList([nn.Parameter(torch.ones(2)), nn.Parameter(torch.zeros(1))])
        self.norm = nn.BatchNorm1d(width)
        self.width = width
    def forward(self, x):
        return self.layers[1](self.norm(self.layers[0](x * self.extra[0]))) + self.extra[1]
class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(2, 2, bias=False); self.b = nn.Linear(2, 2, bias=False); self.b.weight = self.a.weight
    def forward(self, x): return self.b(self.a(x))
net = Net()
lstm = nn.LSTM(2, 3, num_layers=2, batch_first=True)
scale = torch.ones(2, requires_grad=True)
def scaled(x): return scale * x
def step(model, X, y):
    model.train()
    opt = torch.optim.SGD(model.parameters(), 0.1)
    loss = F.mse_loss(model(X), y); opt.zero_grad(); loss.backward(); opt.step()
    return loss.item()
def clear(model): model.zero_grad()
def bump(model):
    with torch.no_grad():
        for p in model.parameters(): p.add_(1)
"""


class Both:
    """Both ends in one process, the candidate's in a thread."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self.namespace: dict[str, Any] = {"__name__": "__main__"}
        exec(compile(STUDENT, "<cell s>", "exec"), self.namespace)
        service = Service(self.namespace, lambda *_: {}, lambda *_: {})
        self.candidate = Peer(Channel(theirs), service.serve, sign=1, shares_libraries=False)
        service.peer = self.candidate
        self.candidate.on_surroundings = apply_surroundings
        examiner = Examiner(ours)
        self.examiner = examiner.peer = Peer(Channel(ours), examiner._serve, sign=-1, shares_libraries=True)
        self.recorder = SeedRecorder()
        self.examiner.surroundings = self.recorder.describe
        self.thread = threading.Thread(target=self.candidate.serve_forever)
        self.thread.start()

    def __getattr__(self, name: str) -> Any:
        return self.examiner.ask("lookup", name)

    def close(self) -> None:
        self.examiner.channel.close()
        self.thread.join(10)
        self.candidate.channel.close()
        assert not self.thread.is_alive()


@contextlib.contextmanager
def both_ends() -> Iterator[Both]:
    """Both ends, which are gone at the end."""
    torch.manual_seed(0)
    both = Both()
    try:
        yield both
    finally:
        both.close()
