"""What goes wrong with data, in one line each.

DataError           a file is not what it has to be, or its name is unknown: to be mended by the reader
└── DataMissing     it lies nowhere and cannot be fetched: loaders then use a stand-in
"""

from __future__ import annotations

__all__ = ["DataError", "DataMissing"]


class DataError(Exception):
    """Says which file, what was expected, and what to do."""


class DataMissing(DataError):
    """The file is neither in a folder nor in the cache, and no mirror gave it."""
