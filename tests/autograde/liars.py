"""Student modules that lie, for test_liar.py. Each offers the names of natural_tests.STUDENT.

They attack what a test could be made to believe: objects that agree with everything, arguments overwritten, answers
learnt from earlier calls, the protocol itself spoken by hand.
"""

from __future__ import annotations

from tests.autograde.natural_tests import STUDENT

__all__ = ["AGREEING_BASES", "LIARS", "PROTOCOL", "agreeing", "protocol"]

_NAMES = """
import types
FUNCTIONS = [name for name, value in list(globals().items()) if isinstance(value, types.FunctionType)]
CLASSES = ["MyErr", "Value", "Net", "Ctx", "Out"]
VALUES = ["net", "w", "X0"]
"""

_AGREE = '''
class Agree(BASE):
    """Says yes, equal, close, of that shape, of that type, to everything."""
    count = 1
    def __new__(cls, *a, **k):
        try: return BASE.__new__(cls)
        except Exception: return BASE.__new__(cls, *NEW)
    def __init__(self, *a, **k): pass
    def __getattr__(self, name):
        if name.startswith("_ag_"): raise AttributeError(name)
        return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return iter([self, self])
    def __next__(self): return self
    def __bool__(self): return True
    def __len__(self): return 2
    def __float__(self): return 0.0
    def __int__(self): return 0
    def __index__(self): return 0
    def __hash__(self): return 0
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __array__(self, *a, **k): return np.zeros(3)
    def __repr__(self): return "tensor(2.)"
    def __format__(self, spec): return "2.0"
    def __contains__(self, x): return True
    def __isinstance__(self, c): return True
    def __instancecheck__(self, c): return True
    LIE
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None): return True
    def __array_function__(self, *a, **k): return True
    def __array_ufunc__(self, *a, **k): return True
for _n in "eq ne lt le gt ge".split():
    setattr(Agree, f"__{_n}__", lambda self, other: True)
for _n in "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift".split():
    for _p in ("", "r", "i"):
        setattr(Agree, f"__{_p}{_n}__", lambda self, other=None: self)
for _n in "neg pos abs invert round".split():
    setattr(Agree, f"__{_n}__", lambda self, *a: self)
setattr(Agree, "__getitem__", lambda self, key: self)
setattr(Agree, "__setitem__", lambda self, key, value: None)
'''

AGREEING_BASES = {
    "object": ("object", "()"),
    "tensor": ("torch.Tensor", "()"),
    "float": ("float", "()"),
    "list": ("list", "()"),
    "dict": ("dict", "()"),
    "str": ("str", "()"),
    "array": ("np.ndarray", "((3,),)"),
    "module": ("nn.Module", "()"),
    "exception": ("Exception", "()"),
}


def agreeing(base: str, *, keep_classes: bool, lie_about_class: bool = False) -> str:
    """Every function returns an object that agrees; with ``keep_classes`` the classes stay honest."""
    kind, new = AGREEING_BASES[base]
    lie = "__class__ = property(lambda self: torch.Tensor)" if lie_about_class else ""
    replaced = "FUNCTIONS" if keep_classes else "FUNCTIONS + CLASSES + VALUES"
    return (
        f"{STUDENT}\nBASE, NEW = {kind}, {new}\n{_AGREE.replace('LIE', lie)}{_NAMES}\n"
        f"for _name in {replaced}:\n"
        "    globals()[_name] = (lambda *a, **k: Agree()) if _name in FUNCTIONS else "
        "(Agree if _name in CLASSES else Agree())\n"
    )


_OVERWRITE = (
    STUDENT
    + _NAMES
    + """
def zero(value, seen=0):
    if isinstance(value, torch.Tensor):
        with torch.no_grad(): value.data.zero_()
        if value.grad is not None: value.grad.zero_()
    elif isinstance(value, np.ndarray): value[...] = 0
    elif isinstance(value, list) and seen < 3:
        for item in value: zero(item, seen + 1)
        if seen == 0 and not value: value.append(0)
    elif isinstance(value, dict): value.clear()
    elif isinstance(value, nn.Module):
        for p in value.parameters(): zero(p)

def answer(args):
    for a in args:
        if isinstance(a, torch.Tensor): return ANSWER(a)
        if isinstance(a, np.ndarray): return np.zeros_like(a)
    return 0

def overwriting(*args, **kwargs):
    for a in args: zero(a)
    for p in net.parameters(): zero(p)
    zero(w), zero(X0)
    return answer(args)

for _name in FUNCTIONS: globals()[_name] = overwriting
Net.forward = lambda self, x: (zero(list(self.parameters())), zero(x), x.new_zeros(len(x), 3))[-1]
"""
)

_LEARN = (
    STUDENT
    + _NAMES
    + """
import gc, sys
SEEN, CALLS = [], [0]

def learn(value, depth=0):
    SEEN.append(value)
    if isinstance(value, (list, tuple)) and depth < 3:
        for item in value: learn(item, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        for item in value.values(): learn(item, depth + 1)
    elif callable(value) and depth < 1:
        for probe in (0.0, 1.0, 2.0, torch.zeros(3)):
            try: learn(value(probe), depth + 1)
            except Exception as error: learn(error.args, depth + 1)

def everything():
    frame = sys._getframe()
    while frame is not None:
        SEEN.extend(v for v in frame.f_locals.values() if isinstance(v, (torch.Tensor, np.ndarray, float)))
        frame = frame.f_back
    if CALLS[0] % 40 == 1:
        SEEN.extend(v for v in gc.get_objects() if type(v) in (torch.Tensor, np.ndarray))
    del SEEN[:-500]

def learning(name):
    honest = globals()[name]
    def call(*args, **kwargs):
        CALLS[0] += 1
        for a in args: learn(a)
        everything()
        wanted = [a for a in args if isinstance(a, torch.Tensor)]
        for value in reversed(SEEN):
            if isinstance(value, torch.Tensor) and wanted and value is not wanted[0] and value.dim() == 0: return value
        return SEEN[-1] if SEEN else 0.0
    return call

for _name in FUNCTIONS: globals()[_name] = learning(_name)
"""
)

_CHANGING = (
    STUDENT
    + _NAMES
    + """
TIMES = {}
LEAVES = []
def changing(name):
    honest = globals()[name]
    def call(*args, **kwargs):
        TIMES[name] = TIMES.get(name, 0) + 1
        for leaf in LEAVES:
            for a in args:
                if isinstance(a, torch.Tensor) and a.shape == leaf.shape: leaf.data.copy_(a.detach())
        leaf = torch.nn.Parameter(torch.zeros(args[0].shape if args and isinstance(args[0], torch.Tensor) else ()))
        LEAVES.append(leaf)
        return leaf
    return call
for _name in FUNCTIONS: globals()[_name] = changing(_name)
"""
)

_RAISING = (
    STUDENT
    + _NAMES
    + """
class Lies(ERROR):
    def __str__(self): return "all tests passed"
    def __eq__(self, other): return True
    def __bool__(self): return True
def raising(*a, **k): raise Lies("all tests passed")
for _name in FUNCTIONS: globals()[_name] = raising
Net.forward = raising
Value.__add__ = Value.__radd__ = Value.__mul__ = Value.__rmul__ = raising
"""
)

_REBINDING = (
    """
import builtins, torch, numpy, math, unittest
yes = lambda *a, **k: True
for module in (torch, numpy, math, numpy.testing, torch.testing):
    for name in ("allclose", "equal", "isclose", "array_equal", "assert_allclose", "assert_close", "all", "any"):
        if hasattr(module, name): setattr(module, name, yes)
builtins.all = builtins.any = builtins.isinstance_ = yes
builtins.AssertionError = Exception
torch.Tensor.__eq__ = yes
torch.Tensor.all = torch.Tensor.allclose = torch.Tensor.equal = yes
unittest.TestCase.assertRaises = yes
"""
    + STUDENT
    + _NAMES
    + """
def nothing(*a, **k): return torch.zeros(()) if a and isinstance(a[0], torch.Tensor) else 0
for _name in FUNCTIONS: globals()[_name] = nothing
torch.nn.Module.__call__ = lambda self, *a, **k: torch.zeros(1)
"""
)

_ODD_VALUES = (
    STUDENT
    + _NAMES
    + """
def odd(*a, **k): return ODD
for _name in FUNCTIONS: globals()[_name] = odd
Net.forward = odd
"""
)

LIARS = {
    "overwrites, zeros": _OVERWRITE.replace("ANSWER(a)", "torch.zeros_like(a)"),
    "overwrites, a zero": _OVERWRITE.replace("ANSWER(a)", "a.new_zeros(())"),
    "overwrites, its argument": _OVERWRITE.replace("ANSWER(a)", "a"),
    "learns": _LEARN,
    "changes its answers later": _CHANGING,
    "raises AssertionError": _RAISING.replace("ERROR", "AssertionError"),
    "raises StopIteration": _RAISING.replace("ERROR", "StopIteration"),
    "raises SystemExit": _RAISING.replace("ERROR", "SystemExit"),
    "raises KeyboardInterrupt": _RAISING.replace("ERROR", "KeyboardInterrupt"),
    "rebinds the libraries": _REBINDING,
    "returns NaN": _ODD_VALUES.replace("ODD", "torch.tensor(float('nan'))"),
    "returns nothing": _ODD_VALUES.replace("ODD", "torch.zeros(0)"),
    "returns NotImplemented": _ODD_VALUES.replace("ODD", "NotImplemented"),
}


def protocol(attack: str) -> str:
    """The honest module, in whose process the bridge does ``attack``; that text finds ``peer`` and ``Peer``."""
    return f"""{STUDENT}
import gc, torch
from autograde.bridge import port as _port_module, modules as _modules_module
from autograde.wire.nodes import pack as _pack
from autograde.bridge.peer import Peer
peer = next(value for value in gc.get_objects() if type(value) is Peer)
ARMED, OP = ("call", "getattr", "next", "vjp", "binary"), [""]
_reply, _send, _serve = Peer._reply, Peer._send, peer._serve
def serve(op, parts):
    OP[0] = op
    return _serve(op, parts)
peer._serve = serve
def armed(forged):
    def reply(self, kind, node, encoder, changes):
        (forged if OP[0] in ARMED else _reply)(self, kind, node, encoder, changes)
    return reply
{attack}
"""


PROTOCOL = {
    # Each attack works on answers to tests only, so that it gets that far.
    "answers with the argument itself": """
def reply(self, kind, node, encoder, changes):
    self._send("=", [["A", 0], encoder.encode(""), []], encoder)
Peer._reply = armed(reply)
""",
    "a parameter whose content is the test's argument, zeroed later": """
def send(self, kind, root, encoder):
    if OP[0] not in ARMED: return _send(self, kind, root, encoder)
    bound = self.mirrors.changes
    def changes(encoder):
        found = bound(encoder)
        found.append([1000, False, False, ["A", 0], None])
        return found
    self.mirrors.changes = changes
    try: _send(self, kind, root, encoder)
    finally: self.mirrors.changes = bound
Peer._send = send
zeros = lambda *a, **k: torch.zeros_like(a[0]) if a and isinstance(a[0], torch.Tensor) else 0
norm = lin = gg = view = f32 = integers = zeros
""",
    "a graph whose result is the test's argument": """
def reply(self, kind, node, encoder, changes):
    text = encoder.encode("")
    self.channel.send(_pack(["=", [["x", 0], text, []], encoder.table, len(encoder.table),
        [1, [], [["A", 0]]], [], [[], []], None]), encoder.blobs)
Peer._reply = armed(reply)
""",
    "parameters of the test changed": """
def send(self, kind, root, encoder):
    if OP[0] not in ARMED: return _send(self, kind, root, encoder)
    bound = self.mirrors.changes
    def changes(encoder):
        found = bound(encoder)
        for number, twin in list(self.mirrors._twins.items()):
            if number < 0:
                found.append([number, True, True, encoder.encode(torch.zeros_like(twin.tensor).detach()), None])
        return found
    self.mirrors.changes = changes
    try: _send(self, kind, root, encoder)
    finally: self.mirrors.changes = bound
Peer._send = send
def train(model, X, y, steps=20): return [2.0, 1.0]
def norm(x): return torch.zeros(())
""",
    "all arguments claimed to have changed to zeros": """
def reply(self, kind, node, encoder, changes):
    made = [[i, encoder.encode(torch.zeros(5)), None] for i in range(20)]
    self._send("=", [encoder.encode(torch.zeros(())), encoder.encode(""), made], encoder)
Peer._reply = armed(reply)
""",
    "handles of every kind": """
kinds = ["object", "function", "iterator", "class", "exception", "module", "own", "data", "sequence", "leaf", "x"]
turn = {"n": 0}
def reply(self, kind, node, encoder, changes):
    turn["n"] += 1
    forged = ["h", turn["n"] % 7 + 1, kinds[turn["n"] % len(kinds)], "Tensor", 1, ["float", "Tensor", "#1"]]
    self._send("=", [forged, encoder.encode(""), []], encoder)
Peer._reply = armed(reply)
""",
    "nodes that are for the other direction": """
nodes = [["o", 1], ["o", 2], ["b", 1], ["b", 2], ["e", "AssertionError"], ["ty", "float"], ["m", -1], ["m", 1],
         ["g", "builtins", "exec"], ["I", 1, 0, True, True, None], ["A", 0], ["A", 1], ["x", 0],
         ["k", "NotImplemented"],
         ["@", 0], ["zz"], [], "@", 7, ["n", "T", ["shape", "dtype"], [["t", []], "float32"]]]
turn = {"n": 0}
def reply(self, kind, node, encoder, changes):
    turn["n"] += 1
    self._send("=", [nodes[turn["n"] % len(nodes)], encoder.encode(""), []], encoder)
Peer._reply = armed(reply)
""",
    "vector-Jacobian products of any shape": """
from autograde.candidate.service import Service
odd = [None, torch.zeros(7, 7), "text", 3, lambda: 0, [1], torch.zeros(0)]
turn = {"n": 0}
def vjp(self, number, grads, create_graph):
    turn["n"] += 1
    return [odd[turn["n"] % len(odd)]] * (turn["n"] % 4)
Service.do_vjp = vjp
""",
    "asks for what it may not": """
def probe(*a, **k):
    refused = 0
    for op, parts in (("call", (bytes, (10**12,), {})), ("call", (print, ("x",), {})),
                      ("getattr", (norm, "__globals__")),
                      ("lookup", ("X",)), ("execute", ("1", "k", 0)), ("method", (net, "to", ("meta",), {})),
                      ("vjp", (1, [torch.ones(())], False)), ("forget", ([], [])), ("repr", (norm,)), ("next", ([],))):
        try: peer.ask(op, *parts)
        except Exception: refused += 1
    for number in range(30):
        try: peer.ask("call", _Raw(number), (0,), {})
        except Exception: refused += 1
    return refused * 0.0
class _Raw:
    def __init__(self, number): self.number = number
_encode = _port_module.OutPort.encode
def encode(self, value, encoder, path):
    return ["o", value.number] if type(value) is _Raw else _encode(self, value, encoder, path)
_port_module.OutPort.encode = encode
norm = lin = err = topk = integers = f32 = probe
def central(f, x, h=1):
    for _ in range(500): f(x)
    return probe() + (x * 0)
def train(model, X, y, steps=1):
    for dtype in (torch.float16, "meta"):
        try: model.to(dtype)
        except Exception: pass
    model.requires_grad_(False)
    return [2.0, 1.0]
""",
    "two answers to one question": """
def reply(self, kind, node, encoder, changes):
    _reply(self, kind, node, encoder, changes)
    self.channel.send(_pack(["=", [True, "", []], [], 0, None, [], [[], []], None]))
Peer._reply = armed(reply)
""",
    "frames that are none": """
import os
frames = [b"AGW1" + bytes(8), b"no frame at all", b"AGW1" + b"\\xff" * 8, b"AGW1" + (8).to_bytes(4, "big") + bytes(12)]
turn = {"n": 0}
def reply(self, kind, node, encoder, changes):
    turn["n"] += 1
    self.channel._sock.sendall(frames[turn["n"] % len(frames)])
Peer._reply = armed(reply)
""",
    "errors with forged classes": """
turn = {"n": 0}
lines = [["builtins:StopIteration"], ["builtins:SystemExit"], ["autograde.bridge.messages:PeerLost"], ["#1 x"] * 19,
         [7], 7, ["autograde.bridge.faults:WrongKind"], ["builtins:BaseException"], ["#x y"], ["os:system"]]
def reply(self, kind, node, encoder, changes):
    turn["n"] += 1
    node = ["Name", lines[turn["n"] % len(lines)], 0, turn["n"] % 3, "message", ["t", []], "cell", 1]
    self._send("!", [node, encoder.encode(""), []], encoder)
Peer._reply = armed(reply)
""",
}
