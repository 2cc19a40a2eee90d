"""What several commands need: the usual params, edits over several clips, the layer for something new, media by name.

It must never hold a command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from studio import edits
from studio.commands.command import Command, CommandParam, Group, Values, WhyNot
from studio.edits import add_asset, add_item
from studio.model import ZERO, Asset, Clip, Found, LayerKind, Project, Span, Time, find, grouped
from studio.sentences import Refused, Sentence, say
from studio.session import Session, new_assets, probe_all

__all__ = [
    "AT",
    "CLIP",
    "CLIPS",
    "MEDIA",
    "PART",
    "Media",
    "add_on_layer",
    "at_of",
    "edit_each",
    "in_window",
    "media_of",
    "needs_clips",
    "needs_selection",
    "number",
    "one_clip",
    "part_of",
    "put_in",
    "regrouped",
    "take_in",
    "text_param",
    "three_points",
    "time_param",
    "together",
]

CLIPS = CommandParam("clip", say("Clip"), "clips", required=True)
"""One clip or several; what is selected when none is named."""
CLIP = CommandParam("clip", say("Clip"), "clip", required=True)
"""One clip; the selected one when none is named."""
PART = (CommandParam("from", say("From"), "time", unit="s"), CommandParam("to", say("To"), "time", unit="s"))
"""The part of a file; what is marked in it, or all of it, when none is given."""
AT = CommandParam("at", say("Time"), "time", unit="s")
"""A time on the timeline; the playhead when none is given."""
MEDIA = CommandParam("media", say("Media"), "media", required=True)
"""Media of the project by id or name, or a file, which is imported."""


def number(
    key: str, name: Sentence, unit: str = "", *, low: float | None = None, high: float | None = None,
    required: bool = False,
) -> CommandParam:  # fmt: skip
    """A param that is a number."""
    return CommandParam(key, name, "number", required, unit=unit, low=low, high=high)


def time_param(key: str, name: Sentence, *, required: bool = False) -> CommandParam:
    """A param that is a time or a length in seconds."""
    return CommandParam(key, name, "time", required, unit="s")


def text_param(key: str, name: Sentence, *, required: bool = False) -> CommandParam:
    """A param that is words."""
    return CommandParam(key, name, "text", required)


def needs_selection(session: Session) -> Sentence | None:
    """Commands about what is selected."""
    return None if session.selection else say("Select a clip first.")


def needs_clips(session: Session) -> Sentence | None:
    """Commands about what lies on the timeline."""
    project = session.project
    if project.main or any(layer.items for layer in (*project.layers, *project.sounds)):
        return None
    return say("There is nothing on the timeline yet.")


def part_of(session: Session, values: Values, asset: Asset) -> Span | None:
    """Which part of a file a command is about: what it says, otherwise what is marked in it; None for all of it."""
    begin, end = values.get("from"), values.get("to")
    if begin is None and end is None:
        return session.file_deck.part_of(asset.id)
    begin, end = begin or ZERO, asset.duration if end is None else end
    if end <= begin:
        raise Refused(say("A part ends after it begins."))
    return Span(begin, end - begin)


def three_points(session: Session, values: Values, asset: Asset) -> tuple[Time, Span | None]:
    """Where media goes, and which part of it: three points are enough.

    While the file is open by itself, the range of the timeline says where; and how much, where nothing is marked in it.
    """
    at, part = at_of(session, values), part_of(session, values, asset)
    deck, span = session.file_deck, session.range
    if deck.asset is None or deck.asset.id != asset.id or span is None or values.get("at") is not None:
        return at, part
    return span.start, part if part is not None else Span(deck.playhead, span.length)


def at_of(session: Session, values: Values) -> Time:
    """The time a command is about: the one given, otherwise the playhead."""
    at = values.get("at")
    return session.playhead if at is None else at


def put_in(session: Session, label: Sentence, edit: Callable[[Project], Project], clip_id: str) -> None:
    """Make an edit that puts a clip in, and select it; from the player, which goes on showing the file, the playhead
    stands behind it then, where the next one goes."""
    session.file_deck.stays = True
    try:
        session.edit(label, edit)
    finally:
        session.file_deck.stays = False
    session.select([clip_id])
    found = find(session.project, clip_id)
    if session.deck is not session and found is not None:
        session.move_playhead(found.span.end)


def edit_each(session: Session, label: Sentence, values: Values, change: Callable[[Project, str], Project]) -> None:
    """One edit that changes every clip named."""

    def change_all(project: Project) -> Project:
        for clip_id in values["clip"]:
            project = change(project, clip_id)
        return project

    session.edit(label, change_all)


def together(session: Session, ids: Iterable[str]) -> tuple[str, ...]:
    """The clips, with the groups they are in. What is selected is taken as it is: the selection knows its groups."""
    ids = tuple(ids)
    return ids if ids == session.selection else grouped(session.project, ids)


def regrouped(session: Session, project: Project, pairs: Iterable[tuple[str, str]], fresh: dict[str, str]) -> Project:
    """The project with copies in groups of their own where the clips they are copies of are in groups.

    `pairs` are ids of clips and of their copies; `fresh` keeps the new groups by the old ones.
    """
    members: dict[str, list[str]] = {}
    for old, new in pairs:
        found = find(session.present, old)
        if found is not None and found.clip.group:
            members.setdefault(found.clip.group, []).append(new)
    for old, ids in members.items():
        if len(ids) > 1:
            project = edits.group(project, ids, group_id=fresh.setdefault(old, session.new_id("x")))
    return project


def one_clip(session: Session, values: Values) -> Found:
    """The clip named, and where it stands. Raises `Refused` for a gap."""
    found = find(session.project, values["clip"])
    if found is None:
        raise Refused(say("“{id}” is no clip.", id=values["clip"]))
    return found


class Media(NamedTuple):
    """Media for a command: assets, and those of them that are not in the project yet."""

    assets: tuple[Asset, ...]
    new: tuple[Asset, ...]


def media_of(session: Session, named: str | Path | Iterable[str | Path]) -> Media:
    """The assets behind ids and files. Files are looked into; a file that cannot be used is a `Refused`."""
    names = (named,) if isinstance(named, (str, Path)) else tuple(named)
    assets: list[Asset] = []
    new: list[Asset] = []
    for name in names:
        asset = session.project.asset(name) if isinstance(name, str) else None
        if asset is None:
            probed = probe_all([name])
            if probed.refused:
                raise Refused(probed.refused[0].sentence)
            [asset] = new_assets(session.project, probed.facts, session.new_id)
            known = next((other for other in new if other.fingerprint and other.fingerprint == asset.fingerprint), None)
            if known is not None:
                asset = known
            elif session.project.asset(asset.id) is None:
                new.append(asset)
        assets.append(asset)
    return Media(tuple(assets), tuple(new))


def take_in(project: Project, media: Media) -> Project:
    """The project with the new assets, those that it has not got yet."""
    for asset in media.new:
        if project.asset(asset.id) is None:
            project = add_asset(project, asset)
    return project


def need_picture(asset: Asset) -> None:
    """Refuse what can be no clip of the main track."""
    if asset.kind == "lut":
        raise Refused(say("“{name}” is a LUT: put the effect “LUT” on a clip and choose it there.", name=asset.name))
    if not asset.has_picture:
        raise Refused(say("“{name}” is sound. Put it under the video with “music”.", name=asset.name))


def add_on_layer(
    session: Session, project: Project, clip: Clip, kind: LayerKind, *, at: Time, layer: str | None = None
) -> Project:
    """The project with the clip on `layer`, otherwise on the topmost open layer of its kind, or a new one."""
    if layer is not None:
        return add_item(project, clip, layer=layer, at=at)
    return edits.add_on_layer(project, clip, kind=kind, at=at, new_layer=session.new_id("l"))


def in_window(
    command_id: str, name: Sentence, help_: Sentence, group: Group, why_not: WhyNot | None = None,
    params: tuple[CommandParam, ...] = (),
) -> Command:  # fmt: skip
    """A command that runs what the window put under its id."""

    def reason(session: Session) -> Sentence | None:
        if command_id not in session.actions:
            return say("“{name}” needs the window.", name=name)
        return why_not(session) if why_not else None

    def run(session: Session, values: Values) -> object:
        action = session.actions.get(command_id)
        if action is None:
            raise Refused(say("“{name}” needs the window.", name=name))
        return action(values)

    return Command(command_id, name, help_, group, run, params, why_not=reason)
