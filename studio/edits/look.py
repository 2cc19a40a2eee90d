"""How a clip looks and sounds, and the canvas it stands on.

None of these edits moves anything: the drawing of each is `abc   ->   abc`, seen or heard differently. On a clip
with keyframes a plain number replaces them.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.numbers import colour_of, curve_of
from studio.edits.pieces import called, has_sound, put_back, the_clip
from studio.edits.refused import EditRefused
from studio.model import Canvas, Clip, Curve, Footage, Found, Keyframes, Place, Project, Span, Time, round_to_sample
from studio.sentences import say

__all__ = [
    "set_canvas",
    "set_fades",
    "set_gain",
    "set_muted",
    "set_on",
    "set_opacity",
    "set_place",
    "set_sound_track",
]

QUIETEST_DB, LOUDEST_DB = -60.0, 20.0
SMALLEST_SIDE, LARGEST_SIDE = 16, 8192

_PLACE_LIMITS = {
    "x": (-100.0, 100.0),
    "y": (-100.0, 100.0),
    "scale": (0.001, 100.0),
    "rotation_deg": (-36000.0, 36000.0),
    "crop_left": (0.0, 1.0),
    "crop_right": (0.0, 1.0),
    "crop_top": (0.0, 1.0),
    "crop_bottom": (0.0, 1.0),
}
_PLACE_WORDS = {
    "x": say("Position"),
    "y": say("Position"),
    "scale": say("Scale"),
    "rotation_deg": say("Rotation"),
    "crop_left": say("Crop"),
    "crop_right": say("Crop"),
    "crop_top": say("Crop"),
    "crop_bottom": say("Crop"),
}


def set_place(project: Project, clip_id: str, **changes: Curve | bool | str) -> Project:
    """The project with the clip's picture somewhere else on the canvas: any fields of `Place`, the others stay.

    Where the clip has a place of its own for the canvas's ratio, that one changes: what is seen.
    """
    found = _seen(project, clip_id)
    place, ratio = found.clip.place, project.canvas.ratio
    if any(name == ratio for name, _other in place.per_ratio):
        own = tuple((name, _placed(other, changes) if name == ratio else other) for name, other in place.per_ratio)
        return put_back(project, found, replace(found.clip, place=replace(place, per_ratio=own)))
    return put_back(project, found, replace(found.clip, place=_placed(place, changes)))


def _placed(place: Place, changes: dict[str, Curve | bool | str]) -> Place:
    new: dict[str, Curve | bool | str] = {}
    for name, value in changes.items():
        if name in _PLACE_LIMITS:
            assert isinstance(value, (int, float, Keyframes))
            new[name] = curve_of(value, _PLACE_WORDS[name], *_PLACE_LIMITS[name])
        elif name == "mirror":
            new[name] = bool(value)
        elif name == "fit":
            if value not in ("fit", "fill", "none"):
                raise EditRefused(say("The fit can be fit, fill or none."))
            new[name] = value
        else:
            raise TypeError(f"a place has no {name!r}")
    placed: Place = replace(place, **new)
    if (
        _most(placed.crop_left) + _most(placed.crop_right) >= 1
        or _most(placed.crop_top) + _most(placed.crop_bottom) >= 1
    ):
        raise EditRefused(say("The crop would leave nothing of the picture."))
    return placed


def _most(curve: Curve) -> float:
    """The largest number of the curve: easing never goes beyond the keys."""
    return max(key.value for key in curve.keys) if isinstance(curve, Keyframes) else curve


def set_opacity(project: Project, clip_id: str, *, opacity: Curve) -> Project:
    """The project with the clip let through: 1 covers what is beneath, 0 is not seen."""
    found = _seen(project, clip_id)
    return put_back(project, found, replace(found.clip, opacity=curve_of(opacity, say("Opacity"), 0.0, 1.0)))


def set_gain(project: Project, clip_id: str, *, gain_db: Curve) -> Project:
    """The project with the clip louder or softer: −60 to 20 dB, 0 as it is in the source."""
    found = _heard(project, clip_id)
    return put_back(
        project, found, replace(found.clip, gain_db=curve_of(gain_db, say("Volume"), QUIETEST_DB, LOUDEST_DB))
    )


def set_muted(project: Project, clip_id: str, *, muted: bool) -> Project:
    """The project with the clip's sound heard or not."""
    found = _heard(project, clip_id)
    return put_back(project, found, replace(found.clip, muted=muted))


def set_sound_track(project: Project, clip_id: str, *, track: int) -> Project:
    """The project with another of its source's tracks of sound heard in the clip: 1 is the first, 0 the one the file
    itself means.

    `abc (English)   ->   abc (music alone)`; nothing moves. Refused for a track that the source has not.
    """
    found = _heard(project, clip_id)
    content = found.clip.content
    if not isinstance(content, Footage):
        raise EditRefused(say("“{name}” has one track of sound only.", name=called(project, found.clip)))
    asset = project.asset(content.asset)
    most = asset.sound_tracks if asset is not None else 0
    if track != int(track) or not 0 <= track <= most:
        name = called(project, found.clip)
        if most < 2:
            raise EditRefused(say("“{name}” has one track of sound only.", name=name))
        raise EditRefused(say("“{name}” has the sound tracks 1 to {most}.", name=name, most=most))
    return put_back(project, found, replace(found.clip, content=replace(content, sound_track=int(track))))


def set_on(project: Project, clip_id: str, *, on: bool) -> Project:
    """The project with the clip there, or keeping its place but neither seen nor heard."""
    found = the_clip(project, clip_id)
    return put_back(project, found, replace(found.clip, on=on))


def set_fades(project: Project, clip_id: str, *, fade_in: Time | None = None, fade_out: Time | None = None) -> Project:
    """The project with the clip's sound coming and going over `fade_in` and `fade_out` seconds at its edges.

    0 is without; None leaves it as it was. Refused when the two do not fit into the clip.
    """
    found = _heard(project, clip_id)
    clip, window = found.clip, found.clip.window
    coming, going = clip.fade_in, clip.fade_out
    if fade_in is not None:
        coming = _fade(project, clip, fade_in, at_end=False)
    if fade_out is not None:
        going = _fade(project, clip, fade_out, at_end=True)
    if coming is not None and going is not None and coming.overlaps(going) and coming.overlaps(window):
        raise EditRefused(say("The fades of “{name}” would overlap.", name=called(project, clip)))
    return put_back(project, found, replace(clip, fade_in=coming, fade_out=going))


def _fade(project: Project, clip: Clip, length: Time, *, at_end: bool) -> Span | None:
    length = round_to_sample(length)
    if length < 0:
        raise EditRefused(say("A fade cannot be shorter than nothing."))
    if length > clip.length:
        raise EditRefused(say("A fade of “{name}” can be at most as long as it.", name=called(project, clip)))
    if length == 0:
        return None
    return Span(clip.window.end - length, length) if at_end else Span(clip.window.start, length)


def _seen(project: Project, clip_id: str) -> Found:
    found = the_clip(project, clip_id)
    if found.track == "sounds":
        raise EditRefused(say("“{name}” has no picture.", name=called(project, found.clip)))
    return found


def _heard(project: Project, clip_id: str) -> Found:
    found = the_clip(project, clip_id)
    if not has_sound(project, found.clip):
        raise EditRefused(say("“{name}” has no sound.", name=called(project, found.clip)))
    return found


def set_canvas(project: Project, *, width: int, height: int, background: str | None = None) -> Project:
    """The project on another canvas; places are relative to it, so everything keeps its look."""
    for side in (width, height):
        if not SMALLEST_SIDE <= side <= LARGEST_SIDE or side % 2:
            raise EditRefused(
                say(
                    "Width and height can be even numbers of pixels from {low} to {high}.",
                    low=SMALLEST_SIDE,
                    high=LARGEST_SIDE,
                )
            )
    colour = project.canvas.background if background is None else colour_of(background)
    canvas: Canvas = replace(project.canvas, width=int(width), height=int(height), background=colour)
    return project if canvas == project.canvas else replace(project, canvas=canvas)
