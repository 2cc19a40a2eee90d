"""Words: titles, how they are set, what they bend along, and the names of things. No such edit moves anything."""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.numbers import colour_of, curve_of, number_of
from studio.edits.pieces import called, put_back, the_clip
from studio.edits.refused import EditRefused
from studio.edits.runs import runs_after
from studio.model import Curve, Project, TextStyle, Title
from studio.sentences import say

__all__ = ["rename", "rename_clip", "set_arc", "set_title", "styled"]

_NUMBERS = {
    "size": (say("Size"), 0.005, 2.0),
    "wrap_width": (say("Width"), 0.05, 4.0),
    "line_height": (say("Line height"), 0.5, 4.0),
    "stroke": (say("Outline"), 0.0, 0.2),
    "shadow": (say("Shadow"), 0.0, 0.5),
    "glow": (say("Glow"), 0.0, 0.5),
    "box_padding": (say("Padding"), 0.0, 0.5),
}
_COLOURS = ("colour", "stroke_colour", "shadow_colour", "box_colour", "glow_colour", "gradient")
_SWITCHES = ("italic", "box", "fit")


def set_title(
    project: Project, clip_id: str, *, text: str | None = None, **style_changes: float | str | bool
) -> Project:
    """The project with a title saying `text`, set otherwise: any fields of `TextStyle`. What is not given stays."""
    found = the_clip(project, clip_id)
    title = found.clip.content
    if not isinstance(title, Title):
        raise EditRefused(say("“{name}” is not a title.", name=called(project, found.clip)))
    content: Title = replace(
        title,
        text=title.text if text is None else text,
        runs=title.runs if text is None else runs_after(title, text),
        style=replace(title.style, **{name: styled(name, value) for name, value in style_changes.items()}),
    )
    return put_back(project, found, replace(found.clip, content=content))


def set_arc(project: Project, clip_id: str, *, arc_deg: Curve) -> Project:
    """The project with the lines of a title bent along a circle: −360 to 360 degrees of it, 0 straight.

    Look at this   ->   the same, over an arch
    """
    found = the_clip(project, clip_id)
    if not isinstance(found.clip.content, Title):
        raise EditRefused(say("“{name}” is not a title.", name=called(project, found.clip)))
    content = replace(found.clip.content, arc_deg=curve_of(arc_deg, say("Bend"), -360.0, 360.0))
    return put_back(project, found, replace(found.clip, content=content))


def styled(name: str, value: float | str | bool) -> float | str | bool:
    """The value of one field of a style. Refused when it does not fit."""
    if name in _COLOURS:
        return "" if name == "gradient" and not value else colour_of(str(value))
    if name in _SWITCHES:
        return bool(value)
    if name == "font":
        if not isinstance(value, str) or not value.strip():
            raise EditRefused(say("A title needs a font."))
        return value
    if name == "align":
        if value not in ("left", "centre", "right"):
            raise EditRefused(say("Text can be aligned left, centre or right."))
        return value
    if name == "weight":
        assert isinstance(value, (int, float))
        return round(number_of(value, say("Weight"), 1, 1000))
    if name not in TextStyle.__struct_fields__ or name == "extra":
        raise TypeError(f"a title's style has no {name!r}")
    assert isinstance(value, (int, float))
    return number_of(value, *_NUMBERS[name])


def rename(project: Project, *, name: str) -> Project:
    """The project with another name. Refused when there is none."""
    return project if name.strip() == project.name else replace(project, name=_name(name))


def rename_clip(project: Project, clip_id: str, *, name: str) -> Project:
    """The project with another name for the clip; an empty one gives back the name of its content."""
    found = the_clip(project, clip_id)
    return put_back(project, found, replace(found.clip, name=name.strip()))


def _name(name: str) -> str:
    if not name.strip():
        raise EditRefused(say("A project needs a name."))
    return name.strip()
