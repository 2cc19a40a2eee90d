"""From takes to the timeline: a voice-over comes to lie where it was spoken, in place of an older take of that place.

It must never remove a file: what gives way stays among the takes.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from studio.edits import add_asset, add_item, add_layer, group, insert, lift
from studio.model import SAMPLE_RATE, Asset, Clip, Footage, Found, Layer, Project, Span, all_clips, clips_inside
from studio.sentences import Refused, Sentence, say
from studio.session.clips import clip_of
from studio.session.importing import new_assets
from studio.session.session import Session

if TYPE_CHECKING:
    from studio.media import Facts
    from studio.media.recording.takes import Take

__all__ = ["land_camera", "land_voice", "other_takes", "take_behind", "taken_from"]

_VOICE = say("Voice-over")


def take_behind(project: Project, clip: Clip) -> Take | None:
    """The take a clip plays, or None."""
    from studio.media.recording.takes import take_of

    asset = project.asset(clip.content.asset) if isinstance(clip.content, Footage) else None
    return take_of(Path(asset.path)) if asset is not None else None


def other_takes(project: Project, found: Found) -> tuple[Take, ...]:
    """The takes that were spoken at the same place as the one the clip plays, by their names, beginning with the next.

    As they would lie with the clip where it is now. Raises `Refused` where the clip plays no take.
    """
    from studio.media.recording.takes import kept_takes

    take = take_behind(project, found.clip)
    if take is None or take.kind != "voice":
        raise Refused(say("This clip is no take. Record a voice-over first."))
    among = sorted(kept_takes(Path(take.path).parent), key=lambda each: (len(each.name), each.name))
    among = [each for each in among if each.kind == "voice" and (each.path == take.path or each.same_place(take))]
    here = next((at for at, each in enumerate(among) if each.path == take.path), 0)
    by = _moved_by(found, take)
    return tuple(_moved(each, by) for each in (*among[here + 1 :], *among[:here]))


def taken_from(project: Project) -> frozenset[str]:
    """The paths of all files that clips on the timeline play."""
    assets = {asset.id: asset.path for asset in project.assets}
    used = (clip.content for clip in clips_inside(project))
    return frozenset(assets[each.asset] for each in used if isinstance(each, Footage) and each.asset in assets)


def land_voice(
    session: Session, take: Take, facts: Facts, *, instead_of: str = "", label: Sentence = _VOICE
) -> tuple[str, ...]:
    """Put the take at its place on the voice layer, as one step; the ids of its clips.

    Older takes of that place give way, and what plays the asset `instead_of`. Raises `Refused`.
    """
    [asset] = new_assets(session.history.project, (facts,), session.new_id)
    layer_id, group_id = session.new_id("l"), session.new_id("x")
    parts = [part for part in take.parts if part.length > 0]
    ids = [session.new_id("c") for _ in parts]

    def land(project: Project) -> Project:
        if project.asset(asset.id) is None:
            project = add_asset(project, asset)
        for found in _giving_way(project, take, asset, instead_of):
            project = lift(project, found.clip.id, gap_id="")
        layer = _voice_layer(project)
        if layer is None:
            layer = Layer(layer_id, "sound", name=_VOICE.translated())
            project = add_layer(project, layer)
        for clip_id, part in zip(ids, parts, strict=True):
            window = Span(Fraction(part.start, SAMPLE_RATE), Fraction(part.length, SAMPLE_RATE))
            clip = Clip(clip_id, Footage(asset.id), window, name=asset.name)
            project = add_item(project, clip, layer=layer.id, at=Fraction(part.at, SAMPLE_RATE))
        return group(project, ids, group_id=group_id) if len(ids) > 1 else project

    session.edit(label, land)
    session.select(ids)
    return tuple(ids)


def land_camera(session: Session, facts: Facts, *, to_timeline: bool) -> None:
    """Take a film of the camera in, and into the main track at the cut nearest to the playhead, as one step."""
    [asset] = new_assets(session.history.project, (facts,), session.new_id)
    clip_id, at = session.new_id("c"), session.playhead

    def land(project: Project) -> Project:
        if project.asset(asset.id) is None:
            project = add_asset(project, asset)
        return insert(project, clip_of(project, asset, clip_id), at=at) if to_timeline else project

    session.edit(say("Camera"), land)
    if to_timeline:
        session.select((clip_id,))


def _giving_way(project: Project, take: Take, asset: Asset, instead_of: str) -> list[Found]:
    """Clips of older takes that lie where the take comes to lie."""
    begin, end = Fraction(take.begin, SAMPLE_RATE), Fraction(take.end, SAMPLE_RATE)
    way = []
    for found in all_clips(project):
        content = found.clip.content
        if found.track != "sounds" or found.layer is None or found.layer.locked or not isinstance(content, Footage):
            continue
        shared = min(end, found.span.end) - max(begin, found.span.start)
        there = 2 * shared > min(end - begin, found.span.length)
        if content.asset in (asset.id, instead_of) or (there and take_behind(project, found.clip) is not None):
            way.append(found)
    return way


def _voice_layer(project: Project) -> Layer | None:
    """The open layer that is called as ours, or holds takes."""
    for layer in project.sounds:
        if not layer.locked and (
            layer.name == _VOICE.translated() or any(take_behind(project, item.clip) for item in layer.items)
        ):
            return layer
    return None


def _moved_by(found: Found, take: Take) -> int:
    """By how many samples the clip was moved from where the take was spoken."""
    shown = round(found.clip.window.start * SAMPLE_RATE)
    part = next((each for each in take.parts if each.start <= shown < each.start + each.length), None)
    if part is None:
        return 0
    return round(found.span.start * SAMPLE_RATE) - (part.at + shown - part.start)


def _moved(take: Take, by: int) -> Take:
    earliest = max(by, -take.begin)
    return replace(take, parts=tuple(replace(part, at=part.at + earliest) for part in take.parts))
