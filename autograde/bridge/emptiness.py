"""Tensors and arrays without elements: compared with anything that they broadcast with, they are equal to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from autograde.wire import tensors

__all__ = ["holds_nothing"]

_NUMBERS = frozenset({int, float, str, bool, bytes, type(None)})
_VIEWS: Any = (type({}.values()), type({}.items()))


def holds_nothing(value: Any) -> bool:
    """Whether ``value`` is a tensor or array without elements, or data in which there is one at any depth."""
    seen: set[int] = set()  # what is referred to many times is looked at once
    queue = [value]
    while queue:
        item = queue.pop()
        if tensors.is_tensor(item) or tensors.is_array(item):
            if 0 in item.shape:
                return True
            continue
        parts: Iterable[Any] = ()
        if isinstance(item, (list, tuple)):
            parts = item
        elif isinstance(item, dict):
            parts = item.values()
        elif isinstance(item, _VIEWS):
            parts = item.mapping.values()  # the items themselves are made anew each time
        if id(item) not in seen:
            seen.add(id(item))
            queue += [part for part in parts if type(part) not in _NUMBERS]
    return False
