"""Commands about sound that is listened to: beats, another song, music under speech, recordings of the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import needs_selection, number, one_clip, time_param
from studio.edits import (
    beat_times,
    double_beats,
    duck_under,
    follow_beats,
    halve_beats,
    move,
    nudge_beats,
    replace_footage,
    set_beats,
)
from studio.model import (
    BEAT_COLOUR,
    DOWNBEAT_COLOUR,
    Asset,
    Clip,
    Footage,
    Found,
    Marker,
    Project,
    Span,
    Time,
    all_clips,
    round_to_flick,
)
from studio.sentences import Refused, Sentence, say
from studio.session import Session
from studio.session.homes import store_folder

if TYPE_CHECKING:
    from studio.sounding import Beats

__all__ = ["BEATING", "LISTENING", "heard"]

LISTENING = "listening"
"""The action of a window that listens on a worker: it is given `words`, `work` and `use`."""
Heard = TypeVar("Heard")
Speech = Mapping[tuple[str, int], tuple[tuple[float, float], ...]]
"""The seconds in which someone speaks, by the id of a file and its track."""

_ON_CLIP = CommandParam("clip", say("Clip"), "clip", required=True)


def _sounding(session: Session, clip: Clip) -> tuple[Asset, int]:
    """The file a clip is heard from, and its track."""
    content = clip.content
    asset = session.project.asset(content.asset) if isinstance(content, Footage) else None
    if asset is None or not asset.has_sound or not isinstance(content, Footage):
        raise Refused(say("“{clip}” has no sound.", clip=clip.name or clip.id))
    return asset, content.sound_track


def heard(session: Session, words: Sentence, work: Callable[[], Heard], use: Callable[[Heard], object]) -> None:
    """Give what `work` hears to `use`: now, or later where the window listens on a worker. It may use only values."""
    listening = session.actions.get(LISTENING)
    if listening is None:
        use(work())
    else:
        listening({"words": words, "work": work, "use": use})


def _beats_of(asset: Asset, track: int) -> Beats:
    from studio.media.listening import beats_of

    return beats_of(asset, cache=store_folder(), track=track)


def _marked(session: Session, asset: Asset, found: Beats) -> tuple[float, tuple[Marker, ...]]:
    if not found.beats:
        raise Refused(say("No beat was found in “{name}”.", name=asset.name))
    beats = tuple(
        Marker(
            session.new_id("k"),
            round_to_flick(Fraction(round(beat.second * 48_000), 48_000)),
            colour=DOWNBEAT_COLOUR if beat.number == 1 else BEAT_COLOUR,
            beat=beat.number,
        )
        for beat in found.beats
    )
    return found.bpm, beats


def _find_beats(session: Session, values: Values) -> None:
    clip = one_clip(session, values).clip
    asset, track = _sounding(session, clip)

    def use(found: Beats) -> None:
        bpm, beats = _marked(session, asset, found)
        session.edit(
            say("Beats: {bpm} a minute", bpm=f"{bpm:.0f}"), lambda project: set_beats(project, clip.id, beats=beats)
        )

    heard(session, say("Finding the beats of “{name}”", name=asset.name), partial(_beats_of, asset, track), use)


def _no_beats(session: Session, values: Values) -> None:
    clip = one_clip(session, values).clip
    session.edit(say("Remove the beats"), lambda project: set_beats(project, clip.id, beats=()))


def _double(session: Session, values: Values) -> None:
    clip, new_id = one_clip(session, values).clip, session.new_id("k")
    session.edit(say("Beats twice as fast"), lambda project: double_beats(project, clip.id, new_id=new_id))


def _halve(session: Session, values: Values) -> None:
    clip = one_clip(session, values).clip
    session.edit(say("Beats half as fast"), lambda project: halve_beats(project, clip.id))


def _nudge(session: Session, values: Values) -> None:
    clip = one_clip(session, values).clip
    session.edit(say("Move the beats"), lambda project: nudge_beats(project, clip.id, by=values["by"]))


def _swap_song(session: Session, values: Values) -> None:
    found, asset_id = one_clip(session, values), values["media"]
    asset = session.project.asset(asset_id)
    if asset is None:
        raise Refused(say("The file “{id}” is not part of this project.", id=asset_id))
    if not beat_times(session.project, found.clip.id):
        raise Refused(say("Find the beats of “{clip}” first.", clip=found.clip.name or found.clip.id))
    heard(
        session,
        say("Finding the beats of “{name}”", name=asset.name),
        partial(_beats_of, asset, 0),
        lambda heard: _swap(session, values, asset, heard),
    )


def _swap(session: Session, values: Values, asset: Asset, heard: Beats) -> None:
    found = one_clip(session, values)
    before = beat_times(session.project, found.clip.id)
    if not before:
        raise Refused(say("Find the beats of “{clip}” first.", clip=found.clip.name or found.clip.id))
    _bpm, beats = _marked(session, asset, heard)
    # The new song begins with a beat where the old one does, so that the first cut stays.
    lead = before[0] - found.span.start
    start = next((beat.time - lead for beat in beats if beat.beat == 1 and beat.time >= lead), Time(0))

    def swap(project: Project) -> Project:
        project = replace_footage(project, found.clip.id, asset_id=asset.id, start=max(Time(0), start), whole=True)
        project = set_beats(project, found.clip.id, beats=beats)
        return follow_beats(project, found.clip.id, before=before)

    session.edit(say("Another song"), swap)


def _duck(session: Session, values: Values) -> None:
    music = one_clip(session, values).clip
    spoken_in = {(asset, content.sound_track) for _found, content, asset in _others(session, music)}
    heard(
        session,
        say("Listening for speech"),
        partial(_speech_in, tuple(spoken_in)),
        lambda speech: _duck_under(session, values, speech),
    )


def _speech_in(wanted: Iterable[tuple[Asset, int]]) -> Speech:
    from studio.media.listening import speech_in

    return {(asset.id, track): speech_in(asset, track) for asset, track in wanted}


def _others(session: Session, music: Clip) -> Iterator[tuple[Found, Footage, Asset]]:
    """The other clips that are heard, what they play, and its file."""
    for other in all_clips(session.project):
        content = other.clip.content
        asset = session.project.asset(content.asset) if isinstance(content, Footage) else None
        if other.clip.id == music.id or other.clip.muted or not other.clip.on or asset is None or not asset.has_sound:
            continue
        assert isinstance(content, Footage)
        yield other, content, asset


def _duck_under(session: Session, values: Values, speech: Speech) -> None:
    music = one_clip(session, values).clip
    spans: list[Span] = []
    for other, content, asset in _others(session, music):
        for begin, end in speech.get((asset.id, content.sound_track), ()):
            shown = [_on_timeline(other.clip, other.span.start, Fraction(round(s * 1000), 1000)) for s in (begin, end)]
            start, stop = (min(max(moment, other.span.start), other.span.end) for moment in sorted(shown))
            if start < stop:
                spans.append(Span(start, stop - start))
    by_db = values.get("by", 12.0)
    session.edit(
        say("Quieter under speech"), lambda project: duck_under(project, music.id, speech=tuple(spans), by_db=by_db)
    )


def _on_timeline(clip: Clip, start: Time, source: Time) -> Time:
    return start + clip.own_at(source) - clip.window.start


def _align(session: Session, values: Values) -> None:
    found = one_clip(session, values)
    other = one_clip(session, {"clip": values["to"]})
    (one, _track), (two, _other) = _sounding(session, found.clip), _sounding(session, other.clip)
    heard(
        session,
        say("Listening to “{one}” and “{two}”", one=one.name, two=two.name),
        partial(_offset_of, one, two),
        lambda late: _lay_together(session, values, late),
    )


def _offset_of(one: Asset, two: Asset) -> float | None:
    from studio.media.listening import offset_of

    return offset_of(one, two)


def _lay_together(session: Session, values: Values, late: float | None) -> None:
    found = one_clip(session, values)
    other = one_clip(session, {"clip": values["to"]})
    if late is None:
        (one, _track), (two, _other) = _sounding(session, found.clip), _sounding(session, other.clip)
        raise Refused(
            say("“{one}” and “{two}” have nothing in common that could be heard.", one=one.name, two=two.name)
        )
    # What is at source time s of the one is at s + late of the other.
    begins = found.clip.source_at(found.clip.window.start) + Fraction(round(late * 48_000), 48_000)
    to = _on_timeline(other.clip, other.span.start, begins)
    session.edit(say("Align by sound"), lambda project: move(project, found.clip.id, to=max(Time(0), to)))


BEATING: tuple[Command, ...] = (
    Command(
        "find-beats", say("Find the beats"),
        say("Marks the beats of a clip's music, so that cuts snap to them; those that open bars are orange."),
        "sound", _find_beats, (_ON_CLIP,), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "double-beats", say("Beats twice as fast"), say("Marks a beat between every two."),
        "sound", _double, (_ON_CLIP,), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "halve-beats", say("Beats half as fast"), say("Leaves every other beat."),
        "sound", _halve, (_ON_CLIP,), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "nudge-beats", say("Move the beats"), say("Moves all beats of a clip, such as by=0.02 or by=-0.02."),
        "sound", _nudge, (_ON_CLIP, time_param("by", say("By"), required=True)), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "remove-beats", say("Remove the beats"), say("Takes the beats off a clip."),
        "sound", _no_beats, (_ON_CLIP,), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "swap-song", say("Another song"),
        say("Puts another file in the place of a clip's music; cuts that lie on beats go to the beats of the new one."),
        "sound", _swap_song, (_ON_CLIP, CommandParam("media", say("File"), "asset", required=True)),
        why_not=needs_selection, is_edit=True,
    ),
    Command(
        "duck", say("Quieter under speech"),
        say("Makes music step back while someone speaks in another clip; by is in dB."),
        "sound", _duck, (_ON_CLIP, number("by", say("By"), "dB", low=1, high=40)), why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "align", say("Align by sound"),
        say("Moves a clip so that it is heard together with another recording of the same moment."),
        "sound", _align, (_ON_CLIP, CommandParam("to", say("With"), "clip", required=True)), why_not=needs_selection,
        is_edit=True,
    ),
)  # fmt: skip
