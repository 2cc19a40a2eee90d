"""An effect at work, as a small project: what the gallery draws and mixes.

It must never draw, and know an effect by what it declares only.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from studio.cli.gallery_footage import LENGTH_S, SIZE, Footage
from studio.effect import Effect
from studio.model import (
    ZERO,
    Animation,
    Applied,
    At,
    Canvas,
    Clip,
    Item,
    Layer,
    Place,
    Project,
    Setting,
    Span,
    TextStyle,
    Time,
    Title,
    Transition,
)
from studio.model import Footage as Shown
from studio.sentences import say

__all__ = ["KINDS", "gallery_kind", "sample_project", "shown_settings"]

KINDS = ("colour", "look", "picture", "transition", "text", "sticker", "sound", "voice")
"""The kinds of the library, in the order of the gallery."""
_LENGTH = Time(LENGTH_S)
_TURN = Fraction(3, 2)
_SHARES = {"look": 1.0, "colour": 1.0, "picture": 0.7, "sound": 0.6, "voice": 1.0}
"""How far up its range an effect's first number stands where its default leaves everything alone."""
_OWN_KINDS = {"looks": "look", "voices": "voice"}
_MOVING_S = {"in": Time(6, 5), "loop": Time(1), "out": Time(6, 5)}
"""How long coming, one round, and going take: the still lies within."""


def gallery_kind(effect: Effect) -> str:
    """The kind of the library that an effect is: looks are colour effects, voices are sound effects.

    Animations of whole clips are shown on words, as those of their letters are.
    """
    return "text" if effect.kind == "animation" else _OWN_KINDS.get(effect.group, str(effect.kind))


def shown_settings(effect: Effect) -> tuple[tuple[str, Setting], ...]:
    """Settings under which the effect is seen or heard: its example, otherwise its first number some way up."""
    if effect.example:
        return effect.example
    first = next((param for param in effect.params if param.type == "number"), None)
    share = _SHARES.get(gallery_kind(effect))
    if first is None or share is None or not isinstance(first.default, int | float):
        return ()
    if first.default != first.low and effect.kind != "sound":
        return ()
    return ((first.key, first.default + (first.high - first.default) * share),)


def sample_project(effect: Effect | None, footage: Footage, follower: Footage) -> Project:
    """Two seconds of the footage with the effect on it (None: without), or on its way to the follower."""
    kind = gallery_kind(effect) if effect is not None else ""
    ground = Clip("ground", Shown(footage.asset.id), Span(footage.start, _LENGTH), place=Place(fit="fill"), muted=True)
    project = Project(
        "gallery", canvas=Canvas(*SIZE), rate=Fraction(24), assets=tuple({one.id: one for one in (
            footage.asset, follower.asset, footage.heard)}.values()), main=(ground,),
    )  # fmt: skip
    if effect is None:
        return project
    worn = Applied("shown", effect.id, effect.version, shown_settings(effect))
    if kind == "transition":
        turn = Transition(effect.id, _TURN, effect.version, worn.settings)
        half = _LENGTH / 2
        out = replace(ground, window=Span(footage.start, half))
        come = Clip(
            "come", Shown(follower.asset.id), Span(follower.start + half, half), place=Place(fit="fill"), muted=True,
            enter=turn,
        )  # fmt: skip
        return replace(project, main=(out, come))
    if kind == "text":
        words = Title(say("Your words here"), TextStyle(size=0.15, weight=800, stroke=0.012))
        written = Clip("words", words, Span(ZERO, _LENGTH))
        if not effect.whens:
            return _over(project, "text", replace(written, effects=(worn,)))
        when = effect.whens[0]
        moves = Animation(when, effect.id, _MOVING_S[when], effect.version, worn.settings)
        return _over(project, "text", replace(written, animations=(moves,)))
    if kind in ("sound", "voice"):
        heard = Clip("heard", Shown(footage.heard.id), Span(ZERO, min(_LENGTH * 2, footage.heard.duration)))
        return _over(project, "sound", replace(heard, effects=(worn,)))
    return replace(project, main=(replace(ground, effects=(worn,)),))


def _over(project: Project, kind: str, clip: Clip) -> Project:
    layer = Layer("layer", "sound" if kind == "sound" else "text", items=(Item(clip, At(ZERO)),))
    return replace(project, sounds=(layer,)) if kind == "sound" else replace(project, layers=(layer,))
