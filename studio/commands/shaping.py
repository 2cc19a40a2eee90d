"""Commands that cut, turn, mix and back the picture of clips, and set places per ratio and the frame rate."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import CLIPS, edit_each, needs_clips, needs_selection, number, text_param
from studio.edits import (
    remove_mask,
    rotate,
    set_backdrop,
    set_blend,
    set_mask,
    set_own_place,
    set_place,
    set_rate,
)
from studio.model import Clip, Project, find, place_for
from studio.sentences import Sentence, say
from studio.session import Session

__all__ = ["BACKDROP_NAMES", "BLEND_NAMES", "MASK_NAMES", "SHAPING"]

BLEND_NAMES: tuple[tuple[str, Sentence], ...] = (
    ("normal", say("Normal")),
    ("multiply", say("Multiply")),
    ("screen", say("Screen")),
    ("overlay", say("Overlay")),
    ("darken", say("Darken")),
    ("lighten", say("Lighten")),
    ("colour_dodge", say("Colour dodge")),
    ("colour_burn", say("Colour burn")),
    ("hard_light", say("Hard light")),
    ("soft_light", say("Soft light")),
    ("difference", say("Difference")),
    ("exclusion", say("Exclusion")),
    ("hue", say("Hue")),
    ("saturation", say("Saturation")),
    ("colour", say("Colour")),
    ("luminosity", say("Luminosity")),
)
MASK_NAMES: tuple[tuple[str, Sentence], ...] = (
    ("line", say("Line")),
    ("band", say("Band")),
    ("circle", say("Circle")),
    ("rectangle", say("Rectangle")),
    ("heart", say("Heart")),
    ("star", say("Star")),
    ("text", say("Text")),
)
BACKDROP_NAMES: tuple[tuple[str, Sentence], ...] = (
    ("none", say("None")),
    ("blur", say("Blur")),
    ("colour", say("Colour")),
    ("photo", say("Photo")),
)


def _choices(names: tuple[tuple[str, Sentence], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((key, name.source) for key, name in names)


_MASK = (
    CommandParam("shape", say("Shape"), "choice", choices=_choices(MASK_NAMES)),
    number("x", say("Position X"), low=-10.0, high=10.0),
    number("y", say("Position Y"), low=-10.0, high=10.0),
    number("width", say("Width"), low=0.0, high=10.0),
    number("height", say("Height"), low=0.0, high=10.0),
    number("rotation_deg", say("Rotation"), "°"),
    number("feather", say("Feather"), low=0.0, high=2.0),
    number("roundness", say("Roundness"), low=0.0, high=1.0),
    CommandParam("invert", say("Invert"), "switch"),
    text_param("text", say("Text")),
)


def _blend(session: Session, values: Values) -> None:
    edit_each(session, say("Blend"), values, lambda project, name: set_blend(project, name, blend=values["blend"]))


def _mask(session: Session, values: Values) -> None:
    changes = {param.key: values[param.key] for param in _MASK if param.key in values}
    if not changes:
        raise Misused(say("Say what to change: {keys}.", keys=", ".join(param.key for param in _MASK)))
    edit_each(session, say("Mask"), values, lambda project, name: set_mask(project, name, **changes))


def _no_mask(session: Session, values: Values) -> None:
    edit_each(session, say("Remove the mask"), values, remove_mask)


def _rotate(session: Session, values: Values) -> None:
    quarters = round(values.get("quarters", 1))
    edit_each(session, say("Rotate"), values, lambda project, name: rotate(project, name, quarters=quarters))


def _mirror(session: Session, values: Values) -> None:
    def turned(project: Project, name: str) -> Project:
        found = find(project, name)
        now = place_for(found.clip.place, project.canvas.ratio).mirror if found else False
        return set_place(project, name, mirror=values.get("mirror", not now))

    edit_each(session, say("Mirror"), values, turned)


def _backdrop(session: Session, values: Values) -> None:
    given = {key: values[key] for key in ("strength", "colour", "asset") if key in values}

    def backed(project: Project, name: str) -> Project:
        return set_backdrop(project, name, kind=values["kind"], **given)

    if values.get("all"):
        main = [thing.id for thing in session.project.main if isinstance(thing, Clip)]
        edit_each(session, say("Backdrop"), {**values, "clip": main}, backed)
    else:
        edit_each(session, say("Backdrop"), values, backed)


def _own_place(session: Session, values: Values) -> None:
    def change(project: Project, name: str) -> Project:
        found = find(project, name)
        has = found is not None and any(ratio == project.canvas.ratio for ratio, _p in found.clip.place.per_ratio)
        return set_own_place(project, name, own=values.get("own", not has))

    edit_each(session, say("Place for this ratio only"), values, change)


def _rate(session: Session, values: Values) -> None:
    session.edit(say("Frame rate"), lambda project: set_rate(project, rate=values["rate"]))


SHAPING: tuple[Command, ...] = (
    Command(
        "blend",
        say("Blend"),
        say("Sets how clips mix with what lies beneath them: normal, multiply, screen and thirteen more."),
        "clip",
        _blend,
        (CLIPS, CommandParam("blend", say("Blend"), "choice", True, choices=_choices(BLEND_NAMES))),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "mask",
        say("Mask"),
        say("Shows clips through a shape; lengths are in the picture's short side, from its centre."),
        "clip",
        _mask,
        (CLIPS, *_MASK),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "remove-mask",
        say("Remove the mask"),
        say("Shows all of the picture of clips again."),
        "clip",
        _no_mask,
        (CLIPS,),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "rotate",
        say("Rotate by 90°"),
        say("Turns clips by a right angle, or by several: quarters=2 is half a turn, -1 a quarter to the left."),
        "clip",
        _rotate,
        (CLIPS, number("quarters", say("Quarters"), low=-4, high=4)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "mirror",
        say("Mirror"),
        say("Turns the picture of clips left to right."),
        "clip",
        _mirror,
        (CLIPS, CommandParam("mirror", say("Mirror"), "switch")),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "backdrop",
        say("Backdrop"),
        say("Sets what lies behind clips that do not fill the canvas: their blurred picture, a colour or a photo."),
        "clip",
        _backdrop,
        (
            CLIPS,
            CommandParam("kind", say("Backdrop"), "choice", True, choices=_choices(BACKDROP_NAMES)),
            number("strength", say("Blur"), low=0.0, high=1.0),
            CommandParam("colour", say("Colour"), "colour"),
            CommandParam("asset", say("Photo"), "asset"),
            CommandParam("all", say("On all clips"), "switch"),
        ),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "own-place",
        say("Place for this ratio only"),
        say("Gives clips a place of their own for the canvas's ratio, or takes it away again."),
        "clip",
        _own_place,
        (CLIPS, CommandParam("own", say("On"), "switch")),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "frame-rate",
        say("Frame rate"),
        say("Sets how many frames a second the piece has; everything stays where it is, to the nearest frame."),
        "project",
        _rate,
        (CommandParam("rate", say("Frame rate"), "rate", True, unit="fps"),),
        why_not=needs_clips,
        is_edit=True,
    ),
)
