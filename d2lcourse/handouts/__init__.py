"""Handouts: a lecture as one HTML file of slides and as a PDF, with its outputs, for use without a network."""

from __future__ import annotations

from d2lcourse.handouts.errors import HandoutError
from d2lcourse.handouts.make import Handout, export

__all__ = ["Handout", "HandoutError", "export"]
