"""Slots: the places of a challenge that others fill, and what the challenge asks for.

In the drawings `[s]` is a slot that shows a sample. It must never open a file: an asset has been looked into.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from msgspec.structs import replace

from studio.edits.pieces import called, put_back, the_clip
from studio.edits.posting import set_post
from studio.edits.refused import EditRefused
from studio.edits.replacing import replace_footage
from studio.edits.screens import Screen, lay_out, standing_screen
from studio.edits.trim import trim_end, trim_room
from studio.edits.words import set_title
from studio.model import (
    SLOT_KINDS,
    ZERO,
    Ancestor,
    Asset,
    Challenge,
    Clip,
    Footage,
    Found,
    Project,
    Slot,
    Time,
    Title,
    all_clips,
    find,
)
from studio.sentences import say

__all__ = [
    "fill_slot",
    "fill_text_slot",
    "mark_slot",
    "remix_challenge",
    "set_challenge",
    "slots_of",
    "takes",
    "unmark_slot",
]

_DATE = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def slots_of(project: Project) -> tuple[tuple[str, tuple[Found, ...]], ...]:
    """The slots by key, each with its clips, in the order in which they are first shown."""
    found: dict[str, list[Found]] = {}
    for one in sorted(all_clips(project), key=lambda one: one.span.start):
        if one.clip.slot is not None:
            found.setdefault(one.clip.slot.key, []).append(one)
    return tuple((key, tuple(clips)) for key, clips in found.items())


def mark_slot(project: Project, clip_id: str, *, slot: Slot) -> Project:
    """The project with the clip a place that others fill; what it shows now is the sample.

        a b c   ->   a [b] c

    A key is made of small letters, digits and dashes. Refused where the clip is none of that kind, or a slot of the
    same key is of another.
    """
    found = the_clip(project, clip_id)
    if _KEY.fullmatch(slot.key) is None:
        raise EditRefused(say("Name a slot with small letters, digits and dashes, such as “before”."))
    if slot.kind not in SLOT_KINDS:
        raise EditRefused(say("A slot is for video, photo, picture, text or voice."))
    if slot.longest and slot.longest < slot.shortest:
        raise EditRefused(say("The longest is at least as long as the shortest."))
    _need_kind(project, found, slot)
    for key, clips in slots_of(project):
        other = clips[0].clip.slot
        if key == slot.key and other is not None and other.kind != slot.kind and clips[0].clip.id != clip_id:
            raise EditRefused(say("There is a slot “{key}” of another kind.", key=key))
    return put_back(project, found, replace(found.clip, slot=slot))


def unmark_slot(project: Project, clip_id: str) -> Project:
    """The project with the clip a plain one again.

    a [b] c   ->   a b c
    """
    found = the_clip(project, clip_id)
    if found.clip.slot is None:
        raise EditRefused(say("“{name}” is no slot.", name=called(project, found.clip)))
    return put_back(project, found, replace(found.clip, slot=None))


def fill_slot(project: Project, key: str, *, asset_id: str, start: Time = ZERO) -> Project:
    """The project with the file in every clip of the slot, from `start` on, all edits around it kept.

        a [s] c   ->   a f c

    A file of another shape fills the screen that the sample had. One shorter than the sample closes up; a longer one
    after it is again as long as the sample was. One shorter than the slot asks for, or of another kind, is refused.
    """
    clips = _the_slot(project, key)
    asset = project.asset(asset_id)
    if asset is None:
        raise EditRefused(say("The file “{id}” is not part of this project.", id=asset_id))
    for found in clips:
        slot = _slot(found)
        _need_fitting(slot, asset)
        if asset.kind != "photo":
            _need_length(slot, asset, asset.duration - start)
        short = slot.length if _ran_out(project, found.clip) else ZERO
        screen = _screen_to_keep(project, found.clip, asset)
        project = replace_footage(project, found.clip.id, asset_id=asset_id, start=start)
        if screen is not None:
            project = lay_out(project, [found.clip.id], [screen])
        project = _filled(project, found.clip.id, found.clip)
        project = _lengthened(project, found.clip.id, short)
    return project


def _screen_to_keep(project: Project, clip: Clip, asset: Asset) -> Screen | None:
    """Where the sample stands, for a file of another shape to fill in its place; None where it may stand as it does."""
    old = project.asset(clip.content.asset) if isinstance(clip.content, Footage) else None
    if old is None or not (old.has_picture and asset.has_picture):
        return None
    same_shape = old.width * asset.height == asset.width * old.height
    return None if same_shape else standing_screen(project, clip)


def fill_text_slot(project: Project, key: str, *, text: str) -> Project:
    """The project with other words in every title of the slot.

    [T]   ->   U
    """
    for found in _the_slot(project, key):
        if not isinstance(found.clip.content, Title):
            raise EditRefused(say("“{key}” is not for words.", key=key))
        if not text.strip():
            raise EditRefused(say("“{key}” wants words.", key=key))
        project = _filled(set_title(project, found.clip.id, text=text), found.clip.id, found.clip)
    return project


def set_challenge(
    project: Project,
    *,
    challenge_id: str = "",
    name: str | None = None,
    about: str | None = None,
    author: str | None = None,
    language: str | None = None,
    rules: Iterable[str] | None = None,
    hashtags: str | None = None,
    deadline: str | None = None,
    sound: str | None = None,
    licence: str | None = None,
) -> Project:
    """The project that asks others to do the same: what is not given stays; a new challenge is `challenge_id`.

    Refused for a project that was made from somebody's challenge, and for a deadline that is no date.
    """
    old = project.challenge or Challenge(challenge_id)
    if old.joined:
        raise EditRefused(say("This project joins a challenge. Remix the challenge to make your own."))
    if not old.id:
        raise EditRefused(say("A challenge needs an id."))
    words = {
        "name": name, "about": about, "author": author, "language": language, "sound": sound, "licence": licence,
    }  # fmt: skip
    changes: dict[str, object] = {key: text.strip() for key, text in words.items() if text is not None}
    if rules is not None:
        changes["rules"] = tuple(rule.strip() for rule in rules if rule.strip())
    if hashtags is not None:
        changes["hashtags"] = set_post(Project("post"), hashtags=hashtags).post.hashtags
    if deadline is not None:
        changes["deadline"] = _date(deadline)
    new = replace(old, **changes)
    return project if new == project.challenge else replace(project, challenge=new)


def remix_challenge(project: Project, *, challenge_id: str, name: str = "", author: str = "") -> Project:
    """The project as a challenge of one's own that knows what it was made from.

        [f] of C   ->   [f] of D, made from C

    What is in the slots becomes the samples. Hashtags, rules and sound stay until they are changed. Refused where the
    project is of no challenge.
    """
    old = project.challenge
    if old is None:
        raise EditRefused(say("This project is of no challenge."))
    if not challenge_id or challenge_id == old.id:
        raise EditRefused(say("A challenge needs an id of its own."))
    parent = Ancestor(old.id, old.version, old.name, old.author)
    new = replace(
        old, id=challenge_id, version=1, name=name.strip() or old.name, author=author.strip(), joined=False,
        ancestors=(parent, *old.ancestors),
    )  # fmt: skip
    return replace(project, challenge=new)


def _date(text: str) -> str:
    if not text.strip():
        return ""
    if _DATE.fullmatch(text.strip()) is None:
        raise EditRefused(say("“{text}” is no date. Write it as 2026-12-31.", text=text))
    return text.strip()


def _the_slot(project: Project, key: str) -> tuple[Found, ...]:
    slots = dict(slots_of(project))
    if key not in slots:
        known = ", ".join(slots) or "—"
        raise EditRefused(say("There is no slot “{key}”. There are: {known}.", key=key, known=known))
    return slots[key]


def _slot(found: Found) -> Slot:
    assert found.clip.slot is not None
    return found.clip.slot


def _need_kind(project: Project, found: Found, slot: Slot) -> None:
    content = found.clip.content
    if slot.kind == "text":
        fits = isinstance(content, Title)
    elif not isinstance(content, Footage):
        fits = False
    else:
        asset = project.asset(content.asset)
        fits = asset is not None and _fits(slot, asset)
    if not fits:
        raise EditRefused(say("“{name}” is none of that kind.", name=called(project, found.clip)))


def _fits(slot: Slot, asset: Asset) -> bool:
    match slot.kind:
        case "video":
            return asset.kind == "video"
        case "photo":
            return asset.kind == "photo"
        case "picture":
            return asset.has_picture
        case "voice":
            return asset.has_sound or asset.kind == "sound"
        case "text":
            return False


def _need_fitting(slot: Slot, asset: Asset) -> None:
    if not _fits(slot, asset):
        wanted = {
            "video": say("a video"), "photo": say("a photo"), "picture": say("a video or a photo"),
            "voice": say("something that is heard"), "text": say("words"),
        }[slot.kind]  # fmt: skip
        raise EditRefused(
            say("“{key}” wants {kind}, and “{name}” is none.", key=slot.key, kind=wanted, name=asset.name)
        )


def _need_length(slot: Slot, asset: Asset, left: Time) -> None:
    if left < slot.shortest:
        least = f"{float(slot.shortest):g}"
        raise EditRefused(
            say(
                "“{name}” is shorter than the {least} s that “{key}” wants.", name=asset.name, least=least, key=slot.key
            )
        )


def takes(slot: Slot, asset: Asset) -> bool:
    """Whether the file is of the slot's kind and long enough for it."""
    return _fits(slot, asset) and (asset.kind == "photo" or asset.duration >= slot.shortest)


def _filled(project: Project, clip_id: str, before: Clip) -> Project:
    found = find(project, clip_id)
    assert found is not None
    slot = replace(_slot(found), filled=True)
    if not slot.length:
        sample = before.content.asset if isinstance(before.content, Footage) else ""
        slot = replace(slot, sample=sample, length=before.length)
    return project if slot == found.clip.slot else put_back(project, found, replace(found.clip, slot=slot))


def _ran_out(project: Project, clip: Clip) -> bool:
    """Whether the clip shows its file up to the end."""
    asset = project.asset(clip.content.asset) if isinstance(clip.content, Footage) else None
    frame = 1 / project.rate
    return asset is not None and asset.kind != "photo" and clip.source_span.end + frame * clip.speed > asset.duration


def _lengthened(project: Project, clip_id: str, length: Time) -> Project:
    """The project with the clip so long, or as long as its new file goes."""
    found = find(project, clip_id)
    assert found is not None
    if length > found.clip.length:
        with suppress(EditRefused):
            end, latest = found.span.start + length, trim_room(project, clip_id).end_to
            return trim_end(project, clip_id, to=end if latest is None else min(end, latest))
    return project
