"""What honest students do goes on working behind the walls."""

from __future__ import annotations

from tests.sandbox.grader import Grader

WORK = {
    "training": (
        """
import torch
torch.manual_seed(0)
net = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
optimiser = torch.optim.Adam(net.parameters())
x, y = torch.randn(64, 8), torch.randint(2, (64,))
for _ in range(20):
    optimiser.zero_grad(); loss = torch.nn.functional.cross_entropy(net(x), y); loss.backward(); optimiser.step()
torch.save(net.state_dict(), "net.pt"); net.load_state_dict(torch.load("net.pt")); print(loss.item() < 0.8)
""",
        "True",
    ),
    "data loader with workers": (
        """
import torch
data = torch.utils.data.TensorDataset(torch.arange(100.0).reshape(50, 2))
print(sum(batch.sum().item() for batch, in torch.utils.data.DataLoader(data, batch_size=8, num_workers=2)))
""",
        "4950.0",
    ),
    "threads of torch": (
        "import torch\ntorch.set_num_threads(4)\nprint((torch.ones(600, 600) @ torch.ones(600, 600)).sum().item())",
        "216000000.0",
    ),
    "threads": (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "with ThreadPoolExecutor(16) as pool: print(sum(pool.map(abs, range(-10, 10))))",
        "100",
    ),
    "processes": (
        "import multiprocessing\nwith multiprocessing.Pool(3) as pool: print(pool.map(abs, [-1, -2]))",
        "[1, 2]",
    ),
    "subprocess": (
        "import subprocess\nprint(subprocess.run(['echo', 'a'], capture_output=True, text=True).stdout)",
        "a",
    ),
    "shell": ("!mkdir a && cd a && echo here > file && ls", "file"),
    "own Python": (
        "import subprocess, sys\nprint(subprocess.check_output([sys.executable, '-c', 'print(5)']))",
        r"b'5\n'",
    ),
    "files": (
        "import os, tempfile, pathlib\nwith tempfile.NamedTemporaryFile('w') as f:\n"
        " print(os.path.dirname(f.name) == tempfile.gettempdir())\n"
        "pathlib.Path('b/c').mkdir(parents=True)",
        "True",
    ),
    "home and name": (
        "import getpass, pathlib\nprint(getpass.getuser(), pathlib.Path.home() == pathlib.Path.cwd())",
        "student True",
    ),
    "libraries not warmed": ("import sqlite3, decimal, xml.etree, lzma, nbformat\nprint('fine')", "fine"),
    "standard streams": ("import os\nprint(os.write(1, b'x'), os.write(2, b'x'), os.read(0, 1))", "1 1 b''"),
    "pseudo-terminals": ("import pty, os\nprint(len(pty.openpty()))", "2"),
    "random numbers": ("import os, secrets\nprint(len(os.urandom(8)), len(secrets.token_bytes(8)))", "8 8"),
}

NOT_WITHOUT_SHARED_MEMORY = ("data loader with workers", "processes")
"""What ``multiprocessing`` coordinates through ``/dev/shm``, which without namespaces all would share."""

FONTS = """
import logging, io
heard = io.StringIO()
logging.basicConfig(stream=heard, level=logging.INFO)
import matplotlib.font_manager as fonts
assert "generated new fontManager" not in heard.getvalue(), heard.getvalue()
print(heard.getvalue(), len(fonts.fontManager.ttflist) > 10)
"""
FIGURE = "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('ä'); plt.show()"


def test_everyday_work(grader: Grader) -> None:
    """In one test, because the warm processes that it needs take seconds to start."""
    alone = not grader.tier.shared
    said = {}
    if alone:
        grader.ask("enter", room="all", heavy=True)  # each room would be two processes that start anew
    for what, (code, _) in WORK.items():
        room = "all" if alone else what
        if not alone:
            grader.ask("enter", room=room, heavy=True)
        reply = grader.ask("say", room=room, code=code)
        said[what] = reply["text"].strip() if reply["status"] == "ok" else reply["fault"][0]
        if not alone:
            grader.ask("leave", room=room)
    refused = dict.fromkeys(NOT_WITHOUT_SHARED_MEMORY, "PermissionError") if grader.tier.key == "uid" else {}
    assert said == {what: expected for what, (_, expected) in WORK.items()} | refused
    grader.ask("enter", room="figure", heavy=True)
    assert "image/png" in grader.ask("say", room="figure", code=FIGURE)["kinds"]
    grader.ask("leave", room="figure")
    if alone:
        grader.ask("leave", room="all")
    # where Matplotlib was not warmed it finds the list of fonts all the same, and has no reason to warn
    grader.ask("enter", room="cold")
    assert grader.say("cold", FONTS) == "True"
    grader.ask("leave", room="cold")
