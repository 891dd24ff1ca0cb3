"""Nothing that one submission leaves in its process is there for the next from the same warm process."""

from __future__ import annotations

import json
import re

import pytest

from tests.sandbox.grader import NESTED, Grader

LOOK = """
import builtins, codecs, decimal, gc, glob, json, locale, logging, os, random, resource, signal, sys, threading, time
import warnings, matplotlib, matplotlib.pyplot as plt, numpy, torch
print(json.dumps({
    "files": [glob.glob(folder + "/*planted*") for folder in (os.getcwd(), "/tmp", "/dev/shm")],
    "folder": os.getcwd(),
    "modules": ["planted" in sys.modules, hasattr(builtins, "planted"), hasattr(torch, "planted"), numpy.sum.__name__],
    "import": [sys.path, len(sys.meta_path), "planted" in sys.path_importer_cache],
    "torch": [str(torch.get_default_dtype()), torch.get_num_threads(), torch.is_grad_enabled(),
              torch.are_deterministic_algorithms_enabled()],
    "numpy": [numpy.geterr(), numpy.get_printoptions()["precision"]],
    "threads": threading.active_count(),
    "processes": len([name for name in os.listdir("/proc") if name.isdigit()]),
    "environment": [os.environ.get("PLANTED"), time.tzname],
    "figures": [plt.get_fignums(), matplotlib.rcParams["lines.linewidth"]],
    "warnings": [str(entry[:3]) for entry in warnings.filters],
    "signals": [str(signal.getsignal(number))[:20] for number in (signal.SIGUSR1, signal.SIGALRM)],
    "locale": locale.setlocale(locale.LC_ALL),
    "decimals": decimal.getcontext().prec,
    "logging": [logging.getLogger().level, len(logging.getLogger().handlers)],
    "limits": [resource.getrlimit(resource.RLIMIT_NOFILE), os.nice(0), sys.getrecursionlimit()],
    "mask": os.umask(0o77),
    "collector": [gc.isenabled(), gc.get_threshold()],
    "hooks": [sys.excepthook.__name__, sys.getswitchinterval()],
    "names": "planted" in globals(),
    "descriptors": len(os.listdir("/proc/self/fd")),
    "memory": any("rw-s" in line and "planted" in line for line in open("/proc/self/maps")),
    "random": [random.random(), numpy.random.rand(), torch.rand(1).item()],
}))
"""
PLANT = """
import atexit, builtins, mmap, decimal, gc, locale, logging, os, random, resource, signal, sys, threading, time, types
import warnings, matplotlib, matplotlib.pyplot as plt, numpy, torch
for folder in (os.getcwd(), "/tmp", "/dev/shm"): open(folder + "/planted", "w").close()
kept = open("/dev/shm/planted", "r+b"); kept.truncate(4096); mapped = mmap.mmap(kept.fileno(), 4096)
planted = sys.modules["planted"] = builtins.planted = torch.planted = types.ModuleType("planted")
numpy.sum.__name__ = "planted"
sys.path.append("/planted"); sys.meta_path.append(planted_finder := types.SimpleNamespace(find_spec=lambda *rest: None))
sys.path_importer_cache["planted"] = None
random.seed(4711); numpy.random.seed(4711); torch.manual_seed(4711)
torch.set_default_dtype(torch.float64); torch.set_num_threads(2); torch.set_grad_enabled(False)
torch.use_deterministic_algorithms(True)
numpy.seterr(all="ignore"); numpy.set_printoptions(precision=2)
threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
if os.fork() == 0:
    signal.alarm(60); signal.pause()
os.environ["PLANTED"] = "1"; os.environ["TZ"] = "Asia/Tokyo"; time.tzset()
plt.figure(); matplotlib.rcParams["lines.linewidth"] = 7
warnings.simplefilter("error", ImportWarning)
signal.signal(signal.SIGUSR1, signal.SIG_IGN); signal.signal(signal.SIGALRM, lambda *rest: None)
locale.setlocale(locale.LC_ALL, "C"); decimal.getcontext().prec = 3
logging.getLogger().setLevel(1); logging.getLogger().addHandler(logging.NullHandler())
resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60)); os.umask(0); os.nice(3); sys.setrecursionlimit(500)
gc.disable(); gc.set_threshold(5)
sys.excepthook = lambda *rest: None; sys.setswitchinterval(0.5)
atexit.register(print, "planted")
os.chdir("/tmp")
"""

LOOKS = re.findall(r'^    "(\w+)":', LOOK, re.MULTILINE)


@pytest.mark.parametrize("grader", NESTED, indirect=True)
def test_what_is_planted_is_gone(grader: Grader) -> None:
    said: dict[str, dict[str, object]] = {}
    for room in ("before", "planting", "after"):
        grader.ask("enter", room=room, heavy=True)
        if room == "planting":
            grader.say(room, PLANT)
        said[room] = json.loads(grader.say(room, LOOK))
        grader.ask("leave", room=room)
    assert said["after"] == said["before"]
    seen = {what for what, found in said["planting"].items() if found != said["before"][what]}
    assert seen == set(LOOKS) - {"random"}, "what is looked at would show; random numbers start anew in each cell"
