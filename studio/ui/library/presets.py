"""Ways to set a title that read well over video, ready to use.

It must never hold a style that depends on a font we do not bring along.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.model import TextStyle
from studio.sentences import Sentence, say

__all__ = ["PRESETS", "TextPreset", "preset_named"]


@dataclass(frozen=True)
class TextPreset:
    """A named style."""

    id: str
    name: Sentence
    style: TextStyle


PRESETS: tuple[TextPreset, ...] = (
    TextPreset("clean", say("Clean"), TextStyle(stroke=0.0, shadow=0.012)),
    TextPreset("box", say("Box"), TextStyle(stroke=0.0, box=True, box_colour="#000000D9", size=0.06)),
    TextPreset("outline", say("Outline"), TextStyle(stroke=0.011, weight=800)),
    TextPreset("note", say("Note"), TextStyle(stroke=0.0, colour="#14190A", box=True, box_colour="#C6EE62", size=0.06)),
    TextPreset("sun", say("Sun"), TextStyle(colour="#FFE14A", stroke=0.009, weight=800)),
    TextPreset(
        "paper", say("Paper"), TextStyle(stroke=0.0, colour="#101215", box=True, box_colour="#FFFFFF", size=0.06)
    ),
    TextPreset("headline", say("Headline"), TextStyle(size=0.13, weight=900, stroke=0.0, shadow=0.014)),
    TextPreset("whisper", say("Whisper"), TextStyle(size=0.052, weight=500, stroke=0.0, shadow=0.014, italic=True)),
    TextPreset("corner", say("Corner"), TextStyle(size=0.052, weight=600, stroke=0.0, shadow=0.012, align="left")),
)


def preset_named(preset_id: str) -> TextPreset | None:
    """The preset with that id, or None."""
    return next((preset for preset in PRESETS if preset.id == preset_id), None)
