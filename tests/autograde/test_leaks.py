"""What a test knows stays with the test: the candidate's process never holds an expected value or a hidden text."""

from __future__ import annotations

import json
import struct
from pathlib import Path

from autograde.options import Options
from autograde.result import SubmissionResult
from tests.autograde.examined import assignment, submit

OPTIONS = Options(seed=987654321987, sandbox="none")
CANARIES = (3141592653, 2718281828, 1618033988)
TEXT = "canary text of a hidden test"
SOLUTION = """
import torch
expected = 0
table = torch.zeros(3)
def double(x): return x * 2
def use(f, x): return f(x)
def guarded(f):
    try: return f()
    except Exception: return None
def readout(): return table.sum()
class Net(torch.nn.Module):
    def __init__(self): super().__init__(); self.l = torch.nn.Linear(1, 1)
    def forward(self, x): return self.l(x)
"""
TESTS = {
    "a computed value": f"hidden, expected = {TEXT!r}, {CANARIES[0]}.0\nassert double({CANARIES[0]}.0 / 2) == expected",
    "a name of the solution's": f"expected = torch.tensor([{CANARIES[1]}.0])\n"
    "assert double(torch.ones(1)).shape == expected.shape",
    "a function passed in": f"secret = {CANARIES[2]}\nassert use(lambda x: x + (secret > 0), 1) == 2",
    "a function that fails": f"def f():\n    raise ValueError('{TEXT}', {CANARIES[0]})\nassert guarded(f) is None",
    "a reference model": f"ref = torch.nn.Linear(1, 1); ref.bias.data.fill_({CANARIES[1]}.0)\nnet = Net()\n"
    "assert (net(torch.ones(1, 1)) - ref(torch.ones(1, 1))).abs().max() > -1",
    "a global that the solution reads": "table = torch.ones(3)\nassert readout() == 3",
}
RECORDER = """
import atexit, base64, gc, json, os, socket, sys
from autograde.wire.frames import Channel
from autograde.bridge.peer import Peer
_heard = open(FILE, "ab", buffering=0)
_receive = Channel.receive
def receive(self, deadline=None):
    structure, blobs = _receive(self, deadline)
    _heard.write(bytes(structure) + b"".join(map(bytes, blobs)))
    return structure, blobs
Channel.receive = receive
def everything():
    found = [repr(vars(p)) for p in gc.get_objects() if type(p) is Peer]
    frame = sys._getframe()
    while frame is not None:
        found.append(repr(frame.f_locals)[:100_000]); frame = frame.f_back
    found += [open(f"/proc/self/{name}", "rb").read().decode("latin1") for name in ("cmdline", "environ")]
    found += [os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")
              if os.path.lexists(f"/proc/self/fd/{fd}")]
    return chr(10).join(found).encode("utf-8", "replace")
"""
SHOUT = """
def double(x):
    _heard.write(everything())
    return 0
"""


def heard(student: str, folder: Path) -> tuple[SubmissionResult, bytes]:
    """Grade ``student`` and read the file that its process wrote."""
    file = folder / "heard"
    result = submit(assignment(SOLUTION, TESTS), student.replace("FILE", repr(str(file))), OPTIONS)
    return result, file.read_bytes()


def forms(number: int) -> list[bytes]:
    """How a number could lie in a message: as text, msgpack, or bytes of an array or tensor."""
    found = [str(number).encode(), struct.pack("<q", number), struct.pack(">q", number), struct.pack(">I", number)]
    return found + [struct.pack(kind, float(number)) for kind in ("<d", ">d", "<f", ">f")]


def test_no_canary_reaches_the_candidate(tmp_path: Path) -> None:
    result, seen = heard(RECORDER + SOLUTION, tmp_path)
    assert [question.status.value for question in result.questions] == ["passed"] * len(TESTS)
    assert struct.pack(">d", CANARIES[0] / 2) in seen, "the recorder does not record: even what was passed is missing"
    for number in CANARIES:
        assert not any(form in seen for form in forms(number)), number
    assert TEXT.encode() not in seen


def test_nothing_can_be_reached_from_within(tmp_path: Path) -> None:
    result, seen = heard(RECORDER + SOLUTION + SHOUT, tmp_path)
    assert b"PATH=" in seen and b"socket:" in seen, "the student looked around in vain"
    assert TEXT.encode() not in seen and b"987654321987" not in seen and b"assert" not in seen.split(b"PATH=")[-1]
    assert b"_tests" not in seen.split(b"PATH=")[-1] and seen.split(b"PATH=")[-1].count(b"socket:") <= 1
    assert result.questions[0].points == 0


def test_messages_of_hidden_tests_carry_nothing() -> None:
    hidden = f"### BEGIN HIDDEN TESTS\nassert double({CANARIES[0]}) == 7, {TEXT!r}\n### END HIDDEN TESTS"
    student = "def double(x): raise ValueError(f'the hidden input is {x}')"
    for text in (student, "def double(x): return x", "def double(x): print(x); return str(x)"):
        question = submit(assignment(SOLUTION, {"t": hidden}), text).questions[0]
        shown = json.dumps([question.message, question.hint])
        assert str(CANARIES[0]) not in shown and "canary" not in shown and question.points == 0
