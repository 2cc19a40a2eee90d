"""What of a clip's picture is shown, how it mixes with what lies beneath, what lies behind it, and places per ratio.

None of these edits moves anything in time: the drawing of each is `abc   ->   abc`, seen differently.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec.structs import replace

from studio.edits.look import set_place
from studio.edits.numbers import colour_of, curve_of, number_of
from studio.edits.pieces import called, put_back, the_clip
from studio.edits.refused import EditRefused
from studio.model import (
    BLENDS,
    MASK_SHAPES,
    Adjustment,
    Backdrop,
    Curve,
    Found,
    Keyframes,
    Mask,
    Place,
    Project,
    Title,
    place_for,
)
from studio.sentences import Sentence, say

__all__ = [
    "MASK_LIMITS",
    "remove_mask",
    "rotate",
    "set_backdrop",
    "set_blend",
    "set_mask",
    "set_own_place",
]

MASK_LIMITS: dict[str, tuple[Sentence, float, float]] = {
    "x": (say("Position"), -10.0, 10.0),
    "y": (say("Position"), -10.0, 10.0),
    "width": (say("Width"), 0.0, 10.0),
    "height": (say("Height"), 0.0, 10.0),
    "rotation_deg": (say("Rotation"), -36000.0, 36000.0),
    "feather": (say("Feather"), 0.0, 2.0),
    "roundness": (say("Roundness"), 0.0, 1.0),
}
"""The numbers of a mask: what they are called, the smallest and the largest."""


def set_blend(project: Project, clip_id: str, *, blend: str) -> Project:
    """The project with the clip mixing otherwise with what lies beneath it: one of the sixteen blend modes."""
    found = _pictured(project, clip_id)
    known = next((mode for mode in BLENDS if mode == blend), None)
    if known is None:
        raise EditRefused(say("There is no blend mode “{name}”.", name=blend))
    return put_back(project, found, replace(found.clip, blend=known))


def set_mask(project: Project, clip_id: str, **changes: Curve | bool | str) -> Project:
    """The project with the clip shown through a shape: any fields of `Mask`, the others stay.

    A clip without a mask gets one; the effects of a look then act within it. Refused for titles and sounds, which have
    no picture to cut.
    """
    found = _masked(project, clip_id)
    clip = found.clip
    if isinstance(clip.content, Title):
        raise EditRefused(say("“{name}” is words, and only pictures have masks.", name=called(project, clip)))
    new: dict[str, Any] = {}
    for name, value in changes.items():
        if name in MASK_LIMITS:
            assert isinstance(value, (int, float, Keyframes))
            new[name] = curve_of(value, *MASK_LIMITS[name])
        elif name == "invert":
            new[name] = bool(value)
        elif name == "text":
            new[name] = str(value)
        elif name == "shape":
            if value not in MASK_SHAPES:
                raise EditRefused(say("There is no mask “{name}”.", name=value))
            new[name] = value
        else:
            raise TypeError(f"a mask has no {name!r}")
    mask: Mask = replace(clip.mask or Mask(), **new)
    return put_back(project, found, replace(clip, mask=mask))


def remove_mask(project: Project, clip_id: str) -> Project:
    """The project with all of the clip's picture shown again."""
    found = _masked(project, clip_id)
    return put_back(project, found, replace(found.clip, mask=None))


def rotate(project: Project, clip_id: str, *, quarters: int = 1) -> Project:
    """The project with the clip turned by so many right angles, clockwise; keyframes turn with it."""
    found = _pictured(project, clip_id)
    now = place_for(found.clip.place, project.canvas.ratio).rotation_deg
    turn = 90.0 * quarters
    if not isinstance(now, Keyframes):
        # Kept within a turn, so that four quarters are where one began.
        return set_place(project, clip_id, rotation_deg=(now + turn) % 360)
    keys = tuple(replace(key, value=key.value + turn) for key in now.keys)
    return set_place(project, clip_id, rotation_deg=replace(now, keys=keys))


def set_backdrop(
    project: Project,
    clip_id: str,
    *,
    kind: Literal["none", "blur", "colour", "photo"],
    strength: float | None = None,
    colour: str | None = None,
    asset: str | None = None,
) -> Project:
    """The project with something else behind a clip that does not fill the canvas: its blurred picture, a colour, a
    photo, or again the canvas's own colour (`none`). What is not given stays.

    Refused on layers, behind which lies what is beneath them.
    """
    found = _pictured(project, clip_id)
    clip = found.clip
    if found.layer is not None:
        raise EditRefused(say("“{name}” lies on a layer: behind it is what lies beneath.", name=called(project, clip)))
    if kind == "none":
        return put_back(project, found, replace(clip, backdrop=None))
    if kind not in ("blur", "colour", "photo"):
        raise EditRefused(say("A backdrop can be blur, colour or photo."))
    old = clip.backdrop or Backdrop()
    new = replace(
        old,
        kind=kind,
        strength=old.strength if strength is None else number_of(strength, say("Blur"), 0.0, 1.0),
        colour=old.colour if colour is None else colour_of(colour),
        asset=old.asset if asset is None else asset,
    )
    if kind == "photo":
        photo = project.asset(new.asset)
        if photo is None or not photo.has_picture:
            raise EditRefused(say("Choose a photo for the backdrop first."))
    return put_back(project, found, replace(clip, backdrop=new))


def set_own_place(project: Project, clip_id: str, *, own: bool) -> Project:
    """The project with the clip having a place of its own for the canvas's ratio, or again the one for all ratios.

    Nothing is seen of it at first: the place of its own begins as the other one is.
    """
    found = _pictured(project, clip_id)
    place, ratio = found.clip.place, project.canvas.ratio
    others = tuple(pair for pair in place.per_ratio if pair[0] != ratio)
    if not own:
        return put_back(project, found, replace(found.clip, place=replace(place, per_ratio=others)))
    if len(others) < len(place.per_ratio):
        return project
    began: Place = replace(place, per_ratio=())
    return put_back(project, found, replace(found.clip, place=replace(place, per_ratio=(*others, (ratio, began)))))


def _masked(project: Project, clip_id: str) -> Found:
    found = the_clip(project, clip_id)
    return found if isinstance(found.clip.content, Adjustment) else _pictured(project, clip_id)


def _pictured(project: Project, clip_id: str) -> Found:
    found = the_clip(project, clip_id)
    if found.track == "sounds" or isinstance(found.clip.content, Adjustment):
        raise EditRefused(say("“{name}” has no picture.", name=called(project, found.clip)))
    return found
