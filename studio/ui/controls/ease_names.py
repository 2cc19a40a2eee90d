"""What the easings are called, and in which order they are shown.

It must never know a clip.
"""

from __future__ import annotations

from studio.model import EASES, Ease
from studio.sentences import Sentence, say

__all__ = ["BENDS", "FAMILIES", "WAYS", "ease_name", "ease_table"]

FAMILIES: tuple[tuple[str, Sentence], ...] = (
    ("_sine", say("Sine")),
    ("_quad", say("Quadratic")),
    ("", say("Cubic")),
    ("_quart", say("Quartic")),
    ("_quint", say("Quintic")),
    ("_expo", say("Exponential")),
    ("_circ", say("Circular")),
    ("_back", say("Back")),
    ("_elastic", say("Elastic")),
    ("_bounce", say("Bounce")),
)
WAYS: tuple[tuple[str, Sentence], ...] = (
    ("in", say("Slow at first")),
    ("out", say("Slow at last")),
    ("in_out", say("Slow at both ends")),
)
BENDS: tuple[tuple[tuple[float, float, float, float], Sentence], ...] = (
    ((0.25, 0.1, 0.25, 1.0), say("Bézier: gentle")),
    ((0.7, 0.0, 0.3, 1.0), say("Bézier: sharp")),
    ((0.3, 1.4, 0.6, 1.0), say("Bézier: overshoot")),
)
_PLAIN: dict[str, Sentence] = {"linear": say("Even"), "hold": say("Hold"), "bezier": say("Bézier")}


def ease_name(ease: Ease) -> Sentence:
    """What an easing is called."""
    if ease in _PLAIN:
        return _PLAIN[ease]
    for way, way_words in reversed(WAYS):
        for family, family_words in FAMILIES:
            if ease == f"{way}{family}":
                return say("{way}, {family}", way=way_words, family=family_words)
    raise AssertionError(ease)


def ease_table() -> tuple[tuple[Ease, ...], ...]:
    """Three rows of eleven: what is plain in the first column, then a family in each."""
    known = {str(ease): ease for ease in EASES}
    rows = []
    for plain, (way, _words) in zip(("linear", "hold", "bezier"), WAYS, strict=True):
        rows.append((known[plain], *(known[f"{way}{family}"] for family, _name in FAMILIES)))
    return tuple(rows)
