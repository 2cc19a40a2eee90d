"""What looks, effects and transitions are shown on: a second or two of the person's own clip, as small projects.

It must never draw, and never change the project that is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from msgspec.structs import replace

from studio.effect import Effect
from studio.model import (
    ZERO,
    Animation,
    Applied,
    Asset,
    At,
    Canvas,
    Clip,
    Footage,
    Gap,
    Item,
    Layer,
    Place,
    Project,
    Setting,
    Span,
    Sticker,
    TextStyle,
    Time,
    Title,
    Transition,
    When,
    find,
    main_at,
    used_assets,
)
from studio.sentences import say
from studio.session import Session

__all__ = [
    "BOX",
    "FRAMES",
    "Sample",
    "Seen",
    "animation_sample",
    "effect_sample",
    "seen_by",
    "sticker_sample",
    "title_sample",
    "transition_sample",
]

BOX = (220, 264)
"""The canvas of a sample, in pixels: the shape of the largest card."""
FRAMES = 16
_LENGTH = Fraction(2)
_TURN = Fraction(1)
_COMING = Fraction(6, 5)
"""How long coming and going take in a sample."""
_SEEN_AT = 0.78
_SHORT_LINE = 14
_GROUND = "#16181D"


class Seen(NamedTuple):
    """A clip of footage, and the moment of its own time that its samples begin with."""

    clip: Clip
    own: Time


class Sample(NamedTuple):
    """A small project and the moments of it that make a moving picture; `still` is the one shown by itself."""

    project: Project
    moments: tuple[Time, ...]
    still: Time


def seen_by(session: Session, clip_ids: Sequence[str]) -> Seen | None:
    """What samples show: one of the clips, otherwise the footage at the playhead, otherwise the first film there is."""
    project = session.project
    clips = [found.clip for name in clip_ids if (found := find(project, name)) is not None]
    at = main_at(project, session.playhead)
    if at is not None and isinstance(below := project.main[at], Clip):
        clips.append(below)
    clip = next((clip for clip in clips if _is_seen(project, clip)), None)
    if clip is None:
        asset = _any_asset(project)
        if asset is None:
            return None
        return Seen(Clip("sample", Footage(asset.id), Span(ZERO, asset.duration or _LENGTH)), asset.duration / 10)
    found = find(project, clip.id)
    own = clip.window.start
    if found is not None and session.playhead in found.span:
        own += session.playhead - found.span.start
    return Seen(clip, own)


def _is_seen(project: Project, clip: Clip) -> bool:
    asset = project.asset(clip.content.asset) if isinstance(clip.content, Footage) else None
    return asset is not None and asset.has_picture


def _any_asset(project: Project) -> Asset | None:
    """A film before a photo, what is used before what is not."""
    used = used_assets(project)
    seen = [asset for asset in project.assets if asset.has_picture]
    return min(seen, key=lambda asset: (asset.kind != "video", asset.id not in used), default=None)


def effect_sample(
    project: Project, seen: Seen, effect: Effect | None, settings: tuple[tuple[str, Setting], ...]
) -> Sample:
    """The clip alone, filling the card, with an effect on it (None: without): what lies over it would hide it."""
    worn = () if effect is None else (Applied("preview", effect.id, effect.version, settings),)
    clip = _bare(seen.clip, "sample", seen.own, _LENGTH, worn)
    return _sample(_alone(project, (clip,)), ZERO, _LENGTH, still=ZERO)


def title_sample(project: Project, seen: Seen, effect: Effect, settings: tuple[tuple[str, Setting], ...]) -> Sample:
    """Words over the clip, moved by an effect of text."""
    ground = _bare(seen.clip, "sample", seen.own, _LENGTH, ())
    words = Title(say("Your words"), TextStyle(size=0.17, weight=800, stroke=0.012))
    worn = Applied("preview", effect.id, effect.version, settings)
    title = Clip("words", words, Span(ZERO, _LENGTH), effects=(worn,))
    layer = Layer("text", "text", items=(Item(title, At(ZERO)),))
    alone = replace(_alone(project, (ground,)), layers=(layer,))
    return _sample(alone, ZERO, _LENGTH, still=_LENGTH * Fraction(3, 4))


def sticker_sample(project: Project, seen: Seen | None, effect: Effect) -> Sample:
    """A sticker in the middle of the clip, or of a quiet ground where there is none."""
    ground = None if seen is None else _bare(seen.clip, "sample", seen.own, _LENGTH, ())
    worn = (Applied("preview", effect.id, effect.version),)
    drawn = Clip("sticker", Sticker(), Span(ZERO, _LENGTH), place=Place(scale=0.86), effects=worn)
    layer = Layer("overlay", "overlay", items=(Item(drawn, At(ZERO)),))
    alone = _alone(project, (ground,) if ground is not None else (Gap("ground", _LENGTH),))
    alone = replace(alone, canvas=Canvas(*BOX, background=_GROUND), layers=(layer,))
    return _sample(alone, ZERO, _LENGTH, still=_LENGTH * Fraction(2, 5))


def transition_sample(project: Project, seen: Seen, after: Seen, effect: Effect) -> Sample:
    """From one clip to another, all of the way."""
    out = _bare(seen.clip, "out", seen.own, _TURN, ())
    turn = Transition(effect.id, _TURN)
    come = replace(_bare(after.clip, "in", after.own, _TURN, ()), enter=turn)
    half = _TURN / 2
    return _sample(_alone(project, (out, come)), _TURN - half, _TURN, still=_TURN - half + _TURN * Fraction(2, 5))


def animation_sample(project: Project, seen: Seen | None, title: Clip | None, effect: Effect, when: When) -> Sample:
    """The clip, a little smaller so that its edges are seen, or the person's own title over it, as it comes, goes or
    moves. At least one of `seen` and `title` must be there."""
    length = _LENGTH if when == "loop" else _COMING
    worn = (Animation(when, effect.id, length, effect.version),)
    ground = None if seen is None else _bare(seen.clip, "sample", seen.own, _LENGTH, ())
    layers: tuple[Layer, ...] = ()
    if title is not None:
        assert isinstance(title.content, Title)
        # Large enough to be read on a card.
        longest = max(map(len, title.content.text.splitlines()), default=0)
        place = Place(scale=1.7 if longest <= _SHORT_LINE else 1.1)
        words = Clip("words", title.content, Span(ZERO, _LENGTH), place=place, animations=worn)
        layers = (Layer("text", "text", items=(Item(words, At(ZERO)),)),)
    elif ground is not None:
        ground = replace(ground, animations=worn, place=Place(fit="fill", scale=_SEEN_AT))
    alone = _alone(project, (ground,) if ground is not None else (Gap("ground", _LENGTH),))
    alone = replace(alone, canvas=Canvas(*BOX, background=_GROUND), layers=layers)
    # In the middle of what it does.
    still = _LENGTH - length * Fraction(2, 5) if when == "out" else length * Fraction(2, 5)
    return _sample(alone, ZERO, _LENGTH, still=still)


def _bare(clip: Clip, name: str, own: Time, length: Time, worn: tuple[Applied, ...]) -> Clip:
    return Clip(
        name, clip.content, Span(own, length), speed=clip.speed, time_map=clip.time_map,
        place=Place(fit="fill"), effects=worn,
    )  # fmt: skip


def _alone(project: Project, main: tuple[Clip | Gap, ...]) -> Project:
    """Of the project only its assets: what else changes in it changes no sample."""
    wanted = {clip.content.asset for clip in main if isinstance(clip, Clip) and isinstance(clip.content, Footage)}
    assets = tuple(asset for asset in project.assets if asset.id in wanted)
    return Project("sample", canvas=Canvas(*BOX), assets=assets, main=main)


def _sample(project: Project, start: Time, length: Time, *, still: Time) -> Sample:
    return Sample(project, tuple(start + length * number / FRAMES for number in range(FRAMES)), still)
