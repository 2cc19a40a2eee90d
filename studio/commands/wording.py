"""Commands about words on the picture."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import (
    AT,
    CLIPS,
    add_on_layer,
    at_of,
    edit_each,
    needs_selection,
    number,
    text_param,
    time_param,
)
from studio.edits import EditRefused, set_arc, set_place, set_run, set_title, unset_runs
from studio.model import Project, Title, find
from studio.sentences import say
from studio.session import Session, in_safe_zone, title_clip

__all__ = ["WORDING"]

_ALIGN = (("left", "Left"), ("centre", "Centre"), ("right", "Right"))

STYLE = (
    text_param("font", say("Font")),
    number("size", say("Size"), low=0.005, high=2.0),
    number("weight", say("Weight"), low=1, high=1000),
    CommandParam("italic", say("Italic"), "switch"),
    CommandParam("colour", say("Colour"), "colour"),
    CommandParam("align", say("Align"), "choice", choices=_ALIGN),
    number("wrap_width", say("Width"), low=0.05, high=4.0),
    number("line_height", say("Line height"), low=0.5, high=4.0),
    number("stroke", say("Outline"), low=0.0, high=0.2),
    CommandParam("stroke_colour", say("Outline colour"), "colour"),
    number("shadow", say("Shadow"), low=0.0, high=0.5),
    CommandParam("shadow_colour", say("Shadow colour"), "colour"),
    number("glow", say("Glow"), low=0.0, high=0.5),
    CommandParam("glow_colour", say("Glow colour"), "colour"),
    CommandParam("gradient", say("Second colour"), "colour"),
    CommandParam("fit", say("Smaller rather than broken"), "switch"),
    CommandParam("box", say("Box"), "switch"),
    CommandParam("box_colour", say("Box colour"), "colour"),
    number("box_padding", say("Padding"), low=0.0, high=0.5),
)
"""Every field of `TextStyle`. Lengths are in the canvas's short side: 0.075 is 81 pixels at 1080."""

_RUN = (
    CommandParam("colour", say("Colour"), "colour"),
    number("weight", say("Weight"), low=0, high=1000),
    number("size", say("Size, as a factor"), low=0.2, high=5.0),
    CommandParam("italic", say("Italic"), "switch"),
    CommandParam("underline", say("Underline"), "switch"),
    number("stroke", say("Outline"), low=-1.0, high=0.2),
    CommandParam("box", say("Box colour"), "colour"),
)
"""Every field of `Run` that says how it is set."""

_PLACED = (number("x", say("Position X")), number("y", say("Position Y")))


def _title(session: Session, values: Values) -> None:
    text = str(values["text"])
    if not text.strip():
        raise Misused(say("Say what the title reads: text=..."))
    at, clip_id = at_of(session, values), session.new_id("t")
    style = {param.key: values[param.key] for param in STYLE if param.key in values}
    place = {param.key: values[param.key] for param in _PLACED if param.key in values}

    def add(project: Project) -> Project:
        clip = title_clip(project, text, clip_id, length=values["length"])
        if not place:
            clip = in_safe_zone(session, clip)
        project = add_on_layer(session, project, clip, "text", at=at, layer=values.get("layer"))
        if style:
            project = set_title(project, clip_id, **style)
        return set_place(project, clip_id, **place) if place else project

    session.edit(say("Add a title"), add)
    session.select([clip_id])


def _edit_title(session: Session, values: Values) -> None:
    changes = {param.key: values[param.key] for param in STYLE if param.key in values}
    if not changes and "text" not in values:
        raise Misused(say("Say what to change: {keys}.", keys=", ".join(["text", *(param.key for param in STYLE)])))
    edit_each(
        session,
        say("Change the title"),
        values,
        lambda project, name: set_title(project, name, text=values.get("text"), **changes),
    )


def _bend(session: Session, values: Values) -> None:
    edit_each(
        session,
        say("Bend the title"),
        values,
        lambda project, name: set_arc(project, name, arc_deg=float(values["degrees"])),
    )


def _part(session: Session, values: Values) -> None:
    changes = {param.key: values[param.key] for param in _RUN if param.key in values}
    part, plain = str(values["part"]), bool(values.get("plain", False))
    if not changes and not plain:
        raise Misused(say("Say what to change: {keys}.", keys=", ".join(param.key for param in _RUN)))

    def put(project: Project, name: str) -> Project:
        found = find(project, name)
        text = found.clip.content.text if found is not None and isinstance(found.clip.content, Title) else ""
        start = text.find(part)
        if text and start < 0:
            raise EditRefused(say("The title does not say “{part}”.", part=part))
        if plain:
            project = unset_runs(project, name, start=start, end=start + len(part))
        return set_run(project, name, start=start, end=start + len(part), **changes) if changes else project

    edit_each(session, say("Set part of the title"), values, put)


WORDING: tuple[Command, ...] = (
    Command(
        "title",
        say("Add a title"),
        say("Puts words on the picture for a while; \\n begins a new line."),
        "title",
        _title,
        (
            text_param("text", say("Text"), required=True),
            AT,
            time_param("length", say("Length"))._replace(default="3"),
            CommandParam("layer", say("Layer"), "layer"),
            *_PLACED,
            *STYLE,
        ),
        is_edit=True,
    ),
    Command(
        "edit-title",
        say("Change the title"),
        say("Changes the words of titles and how they are set; lengths are in the picture's short side."),
        "title",
        _edit_title,
        (CLIPS, text_param("text", say("Text")), *STYLE),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "title-bend",
        say("Bend the title"),
        say("Lays the lines of titles along a circle: 180 is half of it, 360 all, below 0 they sag, 0 is straight."),
        "title",
        _bend,
        (CLIPS, number("degrees", say("Bend"), "°", low=-360, high=360, required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "title-part",
        say("Set part of the title"),
        say("Sets some of the words of titles otherwise than the rest; plain=on sets them as the rest again."),
        "title",
        _part,
        (
            CLIPS,
            text_param("part", say("Part of the words"), required=True),
            CommandParam("plain", say("As the rest"), "switch"),
            *_RUN,
        ),
        why_not=needs_selection,
        is_edit=True,
    ),
)
