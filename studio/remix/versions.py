"""A newer version of a challenge that was joined, taken over with what the person put in.

What is theirs is what fills the slots, the words of the post and the project's name. It must never guess what else was
theirs: what the new version does not have is told.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits import EditRefused, fill_slot, fill_text_slot, slots_of
from studio.model import Asset, Footage, Found, Project, Title, all_clips
from studio.sentences import Refused, Sentence, say

__all__ = ["taken_over"]


def taken_over(mine: Project, newer: Project) -> tuple[Project, tuple[Sentence, ...]]:
    """The newer version, still to be filled, with what is in the slots of `mine`; and what could not be kept, in words.

    Raises `Refused` where the two are not of the same challenge.
    """
    if mine.challenge is None or not mine.challenge.joined or newer.challenge is None:
        raise Refused(say("This project joins no challenge."))
    if mine.challenge.id != newer.challenge.id:
        raise Refused(say("“{name}” is another challenge, no version of this one.", name=newer.challenge.name))
    if newer.challenge.version < mine.challenge.version:
        raise Refused(say("“{name}” is older than what you joined.", name=newer.challenge.name))
    made, lost = newer, []
    for key, clips in slots_of(mine):
        slot = clips[0].clip.slot
        if slot is None or not slot.filled:
            continue
        try:
            made = _refilled(made, mine, key, clips[0])
        except EditRefused as refused:
            lost.append(say("“{slot}” is open again: {why}", slot=key, why=refused.sentence))
    kept = {found.clip.id for found in all_clips(made)}
    gone = [found for found in all_clips(mine) if found.clip.slot is None and found.clip.id not in kept]
    lost += [say("“{clip}” is not in the new version.", clip=found.clip.name or found.clip.id) for found in gone]
    post = replace(mine.post, hashtags=tuple(dict.fromkeys((*newer.post.hashtags, *mine.post.hashtags))))
    return replace(made, name=mine.name, post=post), tuple(lost)


def _refilled(made: Project, mine: Project, key: str, found: Found) -> Project:
    content = found.clip.content
    if isinstance(content, Title):
        return fill_text_slot(made, key, text=content.text)
    asset = mine.asset(content.asset) if isinstance(content, Footage) else None
    if asset is None:
        raise EditRefused(say("its file is gone."))
    made, asset_id = _with_asset(made, asset)
    return fill_slot(made, key, asset_id=asset_id, start=found.clip.source_span.start)


def _with_asset(made: Project, asset: Asset) -> tuple[Project, str]:
    """The project with the file, under an id that nothing else there has."""
    known = next((one.id for one in made.assets if asset.fingerprint and one.fingerprint == asset.fingerprint), None)
    if known is not None:
        return made, known
    taken = {one.id for one in made.assets}
    asset_id, number = asset.id, 1
    while asset_id in taken:
        number += 1
        asset_id = f"{asset.id}.{number}"
    return replace(made, assets=(*made.assets, replace(asset, id=asset_id))), asset_id
