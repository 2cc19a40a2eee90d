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
    TextPreset(
        "neon",
        say("Neon"),
        TextStyle(size=0.09, colour="#EFFFFB", weight=600, stroke=0.0, glow=0.03, glow_colour="#18E0C8"),
    ),
    TextPreset(
        "night",
        say("Night sign"),
        TextStyle(size=0.09, colour="#FFE9F4", weight=500, stroke=0.0, glow=0.035, glow_colour="#FF2E88", italic=True),
    ),
    TextPreset(
        "sunset",
        say("Sunset"),
        TextStyle(size=0.12, weight=900, colour="#FFE06B", gradient="#FF5A3C", stroke=0.007, stroke_colour="#3A0F1E"),
    ),
    TextPreset(
        "ice",
        say("Ice"),
        TextStyle(size=0.12, weight=900, colour="#FFFFFF", gradient="#6FC8FF", stroke=0.007, stroke_colour="#0B2A4A"),
    ),
    TextPreset(
        "gold",
        say("Gold"),
        TextStyle(
            size=0.1,
            weight=800,
            colour="#FFF3B8",
            gradient="#C98A1B",
            stroke=0.004,
            stroke_colour="#4A2E05",
            shadow=0.012,
        ),
    ),
    TextPreset(
        "candy",
        say("Candy"),
        TextStyle(
            size=0.1,
            weight=900,
            colour="#FF7AC6",
            gradient="#B14BFF",
            stroke=0.012,
            stroke_colour="#FFFFFF",
            shadow=0.01,
        ),
    ),
    TextPreset(
        "comic",
        say("Comic"),
        TextStyle(size=0.11, weight=900, italic=True, colour="#FFE600", stroke=0.014, stroke_colour="#E0201B"),
    ),
    TextPreset(
        "sale",
        say("Sale"),
        TextStyle(size=0.1, weight=900, stroke=0.0, box=True, box_colour="#E5142F", box_padding=0.03),
    ),
    TextPreset(
        "tape",
        say("Tape"),
        TextStyle(
            weight=800, stroke=0.0, colour="#101215", box=True, box_colour="#F3E53F", box_padding=0.012, line_height=1.3
        ),
    ),
    TextPreset(
        "glass",
        say("Glass"),
        TextStyle(size=0.065, weight=600, stroke=0.0, box=True, box_colour="#FFFFFF38", box_padding=0.03, shadow=0.006),
    ),
    TextPreset(
        "ink",
        say("Ink"),
        TextStyle(size=0.09, weight=800, colour="#101215", stroke=0.01, stroke_colour="#FFFFFF"),
    ),
    TextPreset(
        "lime",
        say("Lime"),
        TextStyle(size=0.1, weight=900, colour="#C6EE62", stroke=0.0, shadow=0.02, shadow_colour="#000000E6"),
    ),
    TextPreset(
        "pop",
        say("Pop"),
        TextStyle(size=0.12, weight=900, colour="#C6EE62", stroke=0.016, stroke_colour="#14190A"),
    ),
    TextPreset(
        "chapter",
        say("Chapter"),
        TextStyle(size=0.06, weight=500, stroke=0.0, shadow=0.014, line_height=1.5, colour="#F4EBDD"),
    ),
    TextPreset(
        "quote",
        say("Quote"),
        TextStyle(
            size=0.062,
            weight=500,
            italic=True,
            stroke=0.0,
            colour="#FFFFFF",
            box=True,
            box_colour="#1B2A41E6",
            box_padding=0.035,
            align="left",
        ),
    ),
    TextPreset("corner", say("Corner"), TextStyle(size=0.052, weight=600, stroke=0.0, shadow=0.012, align="left")),
)


def preset_named(preset_id: str) -> TextPreset | None:
    """The preset with that id, or None."""
    return next((preset for preset in PRESETS if preset.id == preset_id), None)
