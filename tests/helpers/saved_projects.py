"""A small project that has one of everything, and one with ten thousand clips, for tests of the saved form."""

from __future__ import annotations

from fractions import Fraction

import msgspec

from studio.model import (
    Adjustment,
    Applied,
    Asset,
    At,
    Clip,
    FontFile,
    Footage,
    Gap,
    Item,
    Key,
    Keyframes,
    Layer,
    OnClip,
    Place,
    Project,
    Solid,
    Span,
    TextStyle,
    Title,
    Transition,
)

AWKWARD_FOLDER = "ビデオ 🎬 é"
AWKWARD_NAME = "it's 100%.decollage"


def seconds(text: str) -> Fraction:
    """Exact seconds."""
    return Fraction(text)


def one_of_everything() -> Project:
    """Every type of value the model has, most fields away from their defaults."""
    beach = Asset(
        "asset-1", "/home/me/video/beach.mp4", "video", "beach", seconds("12.5"), 1080, 1920, Fraction(30000, 1001),
        has_sound=True, fingerprint="ab12",
    )  # fmt: skip
    song = Asset("asset-2", "/home/me/music/song.mp3", "sound", "song", seconds("180"), has_sound=True, licence="CC0")
    curve = Keyframes(keys=(Key(seconds("0"), 0.0, "in_out"), Key(seconds("1/3"), 1.0)))
    place = Place(x=curve, scale=1.25, per_ratio=(("1:1", Place(fit="fill")),))
    first = Clip(
        "clip-1", Footage("asset-1"), Span(seconds("1/3"), seconds("2.5")), name="Beach", speed=Fraction(3, 2),
        place=place, fade_in=Span(seconds("0"), seconds("0.5")),
        effects=(
            Applied("fx-1", "adjust", 1, (("exposure", 0.5), ("curve", curve), ("at", (0.5, 1.0)), ("on", True))),
        ),
    )  # fmt: skip
    second = Clip(
        "clip-2", Solid("#102030"), Span(seconds("0"), seconds("2")), enter=Transition("dissolve", seconds("0.5"))
    )
    title = Clip("title-1", Title("Été 夏 🎬\n“100 %”", TextStyle(size=0.1)), Span(seconds("0"), seconds("1")))
    look = Clip("look-1", Adjustment(), Span(seconds("0"), seconds("4")), effects=(Applied("fx-2", "look_dusk"),))
    music = Clip("music-1", Footage("asset-2"), Span(seconds("0"), seconds("4.5")), gain_db=-6.0)
    return Project(
        "project-1",
        "Été à la plage",
        assets=(beach, song),
        main=(first, Gap("gap-1", seconds("0.5")), second),
        layers=(
            Layer("layer-1", "text", "Words", (Item(title, OnClip("clip-1", seconds("1"))),)),
            Layer("layer-2", "look", items=(Item(look, At(seconds("0"))),)),
        ),
        sounds=(Layer("layer-3", "sound", items=(Item(music, At(seconds("1/48000"))),)),),
        fonts=(FontFile("Inter", "cd34"),),
    )


def many_clips(count: int) -> Project:
    """A long main track of clips, each with its own place in its source, and an effect."""
    clips = (
        Clip(
            f"clip-{number}",
            Footage("asset-1"),
            Span(Fraction(number * 7919 % 705_600_000, 705_600_000), Fraction(number % 90 + 1, 30)),
            name=f"Clip {number}",
            effects=(Applied(f"fx-{number}", "adjust", 1, (("exposure", number / 100),)),),
        )
        for number in range(count)
    )
    whole = one_of_everything()
    return msgspec.structs.replace(whole, main=tuple(clips))
