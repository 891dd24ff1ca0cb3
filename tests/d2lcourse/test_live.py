"""Progress, live figures and sliders in a real kernel: as a person runs it, and as nbclient does."""

from __future__ import annotations

import io
import queue
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from jupyter_client import BlockingKernelClient, KernelManager

from d2lcourse import progress
from d2lcourse.viz import explore

TIMEOUT_S = 120


@dataclass
class Seen:
    """What a front end gets, in order."""

    kinds: list[str] = field(default_factory=list)
    contents: list[dict[str, Any]] = field(default_factory=list)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [content for found, content in zip(self.kinds, self.contents, strict=True) if found == kind]

    @property
    def printed(self) -> str:
        return "".join(content["text"] for content in self.of("stream"))

    @property
    def shown(self) -> list[dict[str, Any]]:
        """Displays, each with its last update, as they stand in the notebook in the end."""
        final: dict[Any, dict[str, Any]] = {}
        for kind, content in zip(self.kinds, self.contents, strict=True):
            if kind in ("display_data", "update_display_data"):
                name = content.get("transient", {}).get("display_id", len(final))
                assert kind == "display_data" or name in final, "an update of what was never shown"
                final[name] = content["data"]
        return list(final.values())


class Kernel:
    """A kernel and what it sends."""

    def __init__(self, client: BlockingKernelClient) -> None:
        self.client = client

    def run(self, code: str, *, person: bool) -> Seen:
        """Execute; a person's front end lets a cell ask for input, nbclient does not."""
        return self._until_idle(self.client.execute(code, allow_stdin=person))

    def send(self, kind: str, content: dict[str, Any]) -> Seen:
        message = self.client.session.msg(kind, content)
        self.client.shell_channel.send(message)
        return self._until_idle(message["header"]["msg_id"])

    def _until_idle(self, request: str) -> Seen:
        seen = Seen()
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=TIMEOUT_S)
            except queue.Empty:
                pytest.fail("the kernel does not answer")
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "error":
                pytest.fail("\n".join(content["traceback"]))
            if kind == "status" and content["execution_state"] == "idle":
                return seen
            seen.kinds.append(kind)
            seen.contents.append(content)


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    manager = KernelManager(kernel_name="python3", transport="ipc")
    manager.start_kernel(extra_arguments=["--InlineBackend.close_figures=True"])
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=TIMEOUT_S)
        kernel = Kernel(client)
        kernel.run(
            "from d2lcourse.progress import Line\nfrom d2lcourse.viz import LiveFigure, explore, use_style, live\n"
            "import matplotlib.pyplot as plt\nuse_style()\nlive.EVERY_S = -1.0",
            person=False,
        )
        yield kernel
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


PROGRESS = """
import d2lcourse.progress
d2lcourse.progress.EVERY_S = 0.0
line = Line()
for i in range(3):
    line.show(f"epoch {i}")
line.end("3 epochs")
"""


def test_progress_for_a_person_is_one_output_that_changes(kernel: Kernel) -> None:
    seen = kernel.run(PROGRESS, person=True)
    assert seen.printed == "" and len(seen.of("display_data")) == 1 and len(seen.of("update_display_data")) == 3
    assert seen.shown == [{"text/plain": "3 epochs"}]


def test_progress_for_a_program_is_the_last_line(kernel: Kernel) -> None:
    seen = kernel.run(PROGRESS, person=False)
    assert seen.printed == "3 epochs\n" and seen.shown == []


LIVE = """
from unittest import mock
calls = []
def draw(value, ax):
    calls.append(value)
    ax.plot([0, value])
with mock.patch.object(live, "PAUSES", 0), LiveFigure(draw) as figure:
    for value in range(1, 6):
        figure(value)
print(calls, figure.updates, plt.get_fignums())
"""


def test_a_live_figure_is_one_picture_drawn_again(kernel: Kernel) -> None:
    seen = kernel.run(LIVE, person=True)
    assert seen.printed == "[1, 2, 3, 4, 5] 5 []\n"  # nothing is drawn twice, no figure is left open
    assert len(seen.of("display_data")) == 1 and len(seen.of("update_display_data")) == 4
    (picture,) = seen.shown
    assert "image/png" in picture


def test_a_program_gets_only_the_last_picture(kernel: Kernel) -> None:
    seen = kernel.run(LIVE, person=False)
    assert seen.printed == "[5] 1 []\n" and len(seen.of("display_data")) == 1 and not seen.of("update_display_data")


def test_a_figure_that_is_drawn_too_often_shows_the_last_state(kernel: Kernel) -> None:
    seen = kernel.run(LIVE.replace('"PAUSES", 0', '"PAUSES", 1e9'), person=True)
    assert seen.printed == "[1, 5] 2 []\n"


FAILS = """
try:
    with LiveFigure(draw) as figure:
        figure(7)
        1 / 0
except ZeroDivisionError:
    print(calls[-1])
"""


def test_the_last_state_is_shown_when_training_fails(kernel: Kernel) -> None:
    seen = kernel.run(FAILS, person=False)
    assert seen.printed == "7\n" and len(seen.shown) == 1


COLUMNS = """
with LiveFigure(lambda n, ax: [a.plot([n]) for a in ax], columns=3, figsize=(9, 3)) as figure:
    figure(1)
print(len(figure.figure.axes), figure.figure.get_size_inches())
"""


def test_several_columns(kernel: Kernel) -> None:
    assert kernel.run(COLUMNS, person=False).printed == "3 [9. 3.]\n"


EXPLORE = """
def draw(ax, rate, steps):
    print(rate, steps)
    ax.plot([rate**k for k in range(steps)])
explore(draw, rate=(0.5, 0.9, 1.1), steps=(5, 10, 20), start={"rate": 0.5})
plt.get_fignums()
"""


def test_a_program_gets_the_start_as_a_picture(kernel: Kernel) -> None:
    seen = kernel.run(EXPLORE, person=False)
    assert seen.printed == "0.5 10\n" and "comm_open" not in seen.kinds
    (picture,) = seen.shown
    assert set(picture) == {"image/png", "text/plain"}
    assert seen.of("execute_result")[0]["data"]["text/plain"] == "[]"


def test_a_person_moves_a_slider(kernel: Kernel) -> None:
    seen = kernel.run(EXPLORE, person=True)
    widgets, picture = seen.shown
    assert "application/vnd.jupyter.widget-view+json" in widgets and "image/png" in picture
    opened = {content["comm_id"]: content["data"]["state"] for content in seen.of("comm_open")}
    sliders = [name for name, state in opened.items() if state.get("_model_name") == "SelectionSliderModel"]
    assert [opened[name]["_options_labels"] for name in sliders] == [["0.5", "0.9", "1.1"], ["5", "10", "20"]]
    moved = kernel.send("comm_msg", {"comm_id": sliders[0], "data": {"method": "update", "state": {"index": 2}}})
    assert moved.printed == "1.1 10\n"
    (update,) = moved.of("update_display_data")
    start = next(c for c in seen.of("display_data") if "image/png" in c["data"])
    assert update["transient"] == start["transient"] and update["data"]["image/png"] != picture["image/png"]
    labels = [content["data"]["state"].get("value") for content in moved.of("comm_msg")]
    assert "1.1" in labels
    both = kernel.send("comm_msg", {"comm_id": sliders[1], "data": {"method": "update", "state": {"index": 0}}})
    assert both.printed == "1.1 5\n"  # the other slider stays where it was


def test_explore_complains() -> None:
    for wrong in ({}, {"rate": ()}):
        with pytest.raises(ValueError, match="nothing to explore: give at least one name with its values"):
            explore(lambda ax: None, **wrong)
    for start in ({"rate": 3}, {"other": 1}):
        with pytest.raises(ValueError, match="is not among the values of a slider"):
            explore(lambda ax, rate: None, rate=(1, 2), start=start)


# --- a terminal, and a file ----------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def lines(out: io.StringIO, monkeypatch: pytest.MonkeyPatch, *texts: str, end: str) -> str:
    monkeypatch.setattr(progress.sys, "stdout", out)
    monkeypatch.setattr(progress, "EVERY_S", 0.0)
    line = progress.Line()
    for text in texts:
        line.show(text)
    line.end(end)
    return out.getvalue()


def test_a_terminal_sees_it_change(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(Terminal(), monkeypatch, "long text", "short", end="end") == "long text\rshort    \rend  \n"
    assert lines(Terminal(), monkeypatch, "x", end="") == "x\r \r"
    assert lines(Terminal(), monkeypatch, end="") == ""


def test_a_file_gets_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(io.StringIO(), monkeypatch, "long text", end="end") == "end\n"


def test_a_line_has_at_most_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(io.StringIO(), monkeypatch, end="x" * 100) == "x" * 79 + "…\n"


def test_not_more_often_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    out = Terminal()
    monkeypatch.setattr(progress.sys, "stdout", out)
    monkeypatch.setattr(progress.time, "monotonic", iter([0.0, 0.05, 0.2]).__next__)
    line = progress.Line()
    for text in ("a", "b", "c"):
        line.show(text)
    assert out.getvalue() == "a\rc"
