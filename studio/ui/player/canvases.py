"""The shapes a picture usually has.

It must never hold a shape with an odd side: encoders refuse them.
"""

from __future__ import annotations

from studio.sentences import Sentence, say

__all__ = ["CANVASES"]

CANVASES: tuple[tuple[str, int, int, Sentence], ...] = (
    ("9:16", 1080, 1920, say("9:16  upright")),
    ("1:1", 1080, 1080, say("1:1  square")),
    ("4:5", 1080, 1350, say("4:5  portrait")),
    ("16:9", 1920, 1080, say("16:9  wide")),
)
"""Ratio, width, height, words."""
