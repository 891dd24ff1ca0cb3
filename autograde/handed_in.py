"""The outputs that a submitted notebook holds, in the form that :mod:`autograde.candidate.output` gives them.

They were made on the student's machine, where nothing hidden is, so a student's page may show them where an output of
the graded run could carry a hidden input. They are the student's to write, so they are limited and never believed.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["handed_in_outputs"]

MAX_ITEMS = 20
MAX_TEXT = 64_000
MAX_IMAGE = 1_500_000
_TEXTS = ("text/plain", "text/html", "text/markdown", "text/latex", "image/svg+xml")
_RICH = {"execute_result": "result", "display_data": "display", "update_display_data": "display"}


def handed_in_outputs(value: object) -> tuple[Mapping[str, object], ...]:
    """The streams, values and figures among the ``outputs`` of a cell; anything else in it is left out."""
    found: list[Mapping[str, object]] = []
    for item in value[: 5 * MAX_ITEMS] if isinstance(value, list) else ():
        if not isinstance(item, dict) or len(found) >= MAX_ITEMS:
            continue
        kind = item.get("output_type")
        if kind == "stream":
            name = "stderr" if item.get("name") == "stderr" else "stdout"
            found.append({"type": "stream", "name": name, "text": _joined(item.get("text"), MAX_TEXT)})
        elif isinstance(kind, str) and kind in _RICH and isinstance(item.get("data"), dict):
            data = {mime: _joined(item["data"].get(mime), MAX_TEXT) for mime in _TEXTS if mime in item["data"]}
            image = _joined(item["data"].get("image/png"), MAX_IMAGE + 1)
            if 0 < len(image) <= MAX_IMAGE:
                data["image/png"] = image
            if data:
                found.append({"type": _RICH[kind], "data": data})
    return tuple(found)


def _joined(value: object, limit: int) -> str:
    """A text, or the list of lines that the format allows in its place, without lone surrogates."""
    lines = value if isinstance(value, list) else [value]
    text, size = [], 0
    for line in lines:
        if isinstance(line, str) and size < limit:
            text.append(line[: limit - size])
            size += len(text[-1])
    return "".join(text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
