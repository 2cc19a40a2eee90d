"""Commands about challenges: what others fill, what is asked of them, and filling it."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from msgspec.structs import replace

from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import (
    CLIP,
    CLIPS,
    edit_each,
    in_window,
    media_of,
    needs_selection,
    take_in,
    text_param,
    time_param,
)
from studio.edits import fill_slot, fill_text_slot, mark_slot, remix_challenge, set_challenge, slots_of, unmark_slot
from studio.model import SLOT_KINDS, ZERO, Slot, find
from studio.sentences import Refused, Sentence, say
from studio.session import Session
from studio.session.collecting import pack_project

__all__ = ["CHALLENGING", "SLOT_NAMES", "no_slots"]

SLOT_NAMES: tuple[tuple[str, Sentence], ...] = (
    ("video", say("Video")),
    ("photo", say("Photo")),
    ("picture", say("Video or photo")),
    ("text", say("Words")),
    ("voice", say("Sound")),
)
assert tuple(key for key, _name in SLOT_NAMES) == SLOT_KINDS
_KINDS = tuple((key, name.source) for key, name in SLOT_NAMES)
_FACTS = ("name", "about", "author", "language", "hashtags", "deadline", "sound", "licence")


def _slot(session: Session, values: Values) -> None:
    found = find(session.project, values["clip"])
    old = found.clip.slot if found is not None else None
    slot = old or Slot(values["key"])
    changes = {key: values[key] for key in ("key", "kind", "hint", "shortest", "longest", "required") if key in values}
    slot = replace(slot, filled=False, **changes)
    session.edit(say("Mark a slot"), lambda project: mark_slot(project, values["clip"], slot=slot))


def _no_slot(session: Session, values: Values) -> None:
    edit_each(session, say("No slot"), values, lambda project, name: unmark_slot(project, name))


def _challenge(session: Session, values: Values) -> None:
    facts = {key: values[key] for key in _FACTS if key in values}
    rules = values["rules"].split(";") if "rules" in values else None
    # Known everywhere: a newer version of the same challenge has the same id.
    new_id = uuid4().hex
    session.edit(say("Challenge"), lambda project: set_challenge(project, challenge_id=new_id, rules=rules, **facts))


def _fill(session: Session, values: Values) -> None:
    key = values["slot"]
    if "text" in values:
        session.edit(say("Fill a slot"), lambda project: fill_text_slot(project, key, text=values["text"]))
        return
    if "media" not in values:
        raise Refused(say("Say what “{key}” is filled with.", key=key))
    media = media_of(session, values["media"])
    [asset] = media.assets
    start = values["from"]
    session.edit(
        say("Fill a slot"), lambda project: fill_slot(take_in(project, media), key, asset_id=asset.id, start=start)
    )


def _remix(session: Session, values: Values) -> None:
    new_id = uuid4().hex
    name, author = values.get("name", ""), values.get("author", "")
    session.edit(
        say("Remix the challenge"),
        lambda project: remix_challenge(project, challenge_id=new_id, name=name, author=author),
    )


def _no_challenge(session: Session) -> Sentence | None:
    return None if session.project.challenge is not None else say("This project is of no challenge.")


def _pack(session: Session, values: Values) -> None:
    target = Path(values["file"])
    if target.suffix.lower() != ".challenge":
        raise Refused(say("“{name}” should end in .challenge.", name=target.name))
    pack_project(session.whole, target, effects=session.effects)


def no_slots(session: Session) -> Sentence | None:
    """Commands about slots, where there are none."""
    return None if slots_of(session.project) else say("Mark at least one clip as a slot first.")


CHALLENGING: tuple[Command, ...] = (
    Command(
        "slot", say("Mark a slot"),
        say("Makes a clip a place that others fill when they join your challenge; what it shows is the sample."),
        "arrange", _slot,
        (
            CLIP, text_param("key", say("Name"), required=True),
            CommandParam("kind", say("For"), "choice", choices=_KINDS),
            text_param("hint", say("Hint")),
            time_param("shortest", say("Shortest")), time_param("longest", say("Longest")),
            CommandParam("required", say("Required"), "switch"),
        ),
        why_not=needs_selection, is_edit=True,
    ),
    Command(
        "no-slot", say("No slot"), say("Makes a slot a plain clip again."),
        "arrange", _no_slot, (CLIPS,), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "fill-slot", say("Fill a slot"),
        say("Puts your video, photo, sound or words into a slot; all edits around it stay."),
        "arrange", _fill,
        (
            text_param("slot", say("Slot"), required=True),
            CommandParam("media", say("Media"), "media"),
            text_param("text", say("Words")),
            time_param("from", say("From"))._replace(default=ZERO),
        ),
        why_not=no_slots, is_edit=True,
    ),
    Command(
        "pack-challenge", say("Pack as a challenge"),
        say("Puts the project, its media and its slots into one file that others can join."),
        "file", _pack, (CommandParam("file", say("File"), "file", required=True),), why_not=no_slots,
    ),
    in_window(
        "join-challenge", say("Join a challenge"),
        say("Makes a project of a challenge, to be filled with your own clips."), "file",
        params=(text_param("name", say("One that came with the program")),),
    ),
    Command(
        "remix-challenge", say("Remix the challenge"),
        say("Makes of a challenge you joined one of your own, which says whose it comes from."),
        "project", _remix, (text_param("name", say("Name")), text_param("author", say("Who asks"))),
        why_not=_no_challenge, is_edit=True,
    ),
    Command(
        "challenge", say("Challenge"),
        say("Says what your challenge is called, who asks, by which rules, and under which hashtags."),
        "project", _challenge,
        (
            text_param("name", say("Name"), required=True), text_param("about", say("What it is about")),
            text_param("author", say("Who asks")), text_param("rules", say("Rules, with ; between them")),
            text_param("hashtags", say("Hashtags")), text_param("deadline", say("Until (2026-12-31)")),
            text_param("sound", say("Sound")), text_param("licence", say("Licence")),
            text_param("language", say("Language")),
        ),
        is_edit=True,
    ),
)  # fmt: skip
