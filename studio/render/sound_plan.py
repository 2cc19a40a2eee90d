"""What a stretch of time sounds like, as a value: every voice with its source, ramps, fades and effects.

A clip that was split is one voice, so that splitting changes no sample. It must never hold a project
or read a sample.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction

import msgspec

from studio.model import (
    MOST_NESTED,
    SAMPLE_RATE,
    ZERO,
    Applied,
    Asset,
    Clip,
    Compound,
    Content,
    Curve,
    Footage,
    Gap,
    Layer,
    Project,
    Rate,
    Span,
    Time,
    TimeMap,
    floor_frame,
    inside_of,
    main_frames,
    main_start,
    material_of,
    sample_index,
)
from studio.render.index import Memory, asset_of, item_run, items_between, joined, main_run, same_pace
from studio.render.plan import RENDER_VERSION, canonical_bytes, transition_span

__all__ = ["LONGEST_TAIL_S", "Ensemble", "Ramp", "SoundPlan", "Voice", "sound_plan", "sound_plan_bytes"]

LONGEST_TAIL_S = 60
"""An effect that rings on longer than this is cut off."""
_DECLICK = SAMPLE_RATE * 5 // 1000


class Ramp(msgspec.Struct, frozen=True):
    """Samples [first, first + count) of the timeline over which a voice comes or goes.

    `crossing` ramps are equal-power, for transitions; the others are the straight 5 ms against clicks.
    """

    first: int
    count: int
    crossing: bool


class Ensemble(msgspec.Struct, frozen=True):
    """What a compound sounds like from its beginning to its end: the voices to add up, and how long that is."""

    voices: tuple[Voice, ...]
    duration: Time


class Voice(msgspec.Struct, frozen=True):
    """One sound, of the source's `track`, from `begin` to `end` (samples of the timeline).

    `origin` is the moment of the timeline, perhaps before its start, at which own time 0 would sound. Curves,
    fades and effect settings count own time. The source runs as `speed` and `time_map` say; `keep_pitch` is set only
    where that is not the pace it was recorded at. `rate` is the project's.
    """

    clip: str
    asset: Asset | Ensemble
    track: int
    speed: Fraction
    time_map: TimeMap | None
    keep_pitch: bool
    origin: Time
    begin: int
    end: int
    gain_db: Curve
    fade_in: Span | None
    fade_out: Span | None
    enter: Ramp | None
    leave: Ramp | None
    effects: tuple[Applied, ...]
    rate: Rate


class SoundPlan(msgspec.Struct, frozen=True):
    """`count` samples at 48 kHz from sample number `first` of the timeline: the voices to add up."""

    first: int
    count: int
    voices: tuple[Voice, ...] = ()


def sound_plan(project: Project, first_sample: int, count: int) -> SoundPlan:
    """What is heard during `count` samples from `first_sample`, main track first, then layers, then sounds.

    Muted clips, layers and the main track where it is muted, and clips that are off are left out. Over a transition
    both clips sound, one going and one coming; a hidden layer is still heard.
    """
    return SoundPlan(first_sample, count, _voices(project, first_sample, count, 0))


def _voices(project: Project, first_sample: int, count: int, depth: int) -> tuple[Voice, ...]:
    """The voices of a stretch, `depth` compounds deep."""
    begin, end = Fraction(first_sample, SAMPLE_RATE), Fraction(first_sample + count, SAMPLE_RATE)
    voices = [] if project.main_state.muted else list(_main_voices(project, begin, end, depth))
    for layer in (*project.layers, *project.sounds):
        if not layer.muted:
            voices += _layer_voices(project, layer, begin, end, depth)
    return tuple(voice for voice in voices if _may_sound(voice, first_sample, count))


def sound_plan_bytes(planned: SoundPlan) -> bytes:
    """The plan in canonical bytes: equal exactly when the same is heard. Media count by fingerprint."""
    return b"sound 2" + canonical_bytes(RENDER_VERSION) + canonical_bytes(planned)


def _may_sound(voice: Voice, first: int, count: int) -> bool:
    rings = LONGEST_TAIL_S * SAMPLE_RATE if voice.effects else 0
    return voice.begin < first + count and first < voice.end + rings


def _main_voices(project: Project, begin: Time, end: Time, depth: int) -> Iterator[Voice]:
    frames = main_frames(project)
    if len(frames) < 2:
        return
    lookback = begin - LONGEST_TAIL_S
    # One further on either side: a transition reaches over its neighbour at most.
    low = max(0, bisect_right(frames, floor_frame(lookback, project.rate)) - 2)
    high = min(len(project.main) - 1, bisect_right(frames, floor_frame(end, project.rate)))
    near = max(0, bisect_right(frames, floor_frame(begin, project.rate)) - 2)
    done = -1
    for index in range(low, high + 1):
        thing = project.main[index]
        if index <= done or not isinstance(thing, Clip) or not _heard(project, thing, depth):
            continue
        if index < near and not thing.effects:
            continue
        first, last = main_run(project, index, _one_sound)
        done = last
        voice = _main_voice(project, first, last, depth)
        if voice is not None:
            yield voice


def _heard(project: Project, clip: Clip, depth: int) -> bool:
    if not clip.on or clip.muted or _sounding(project, clip.content, depth) is None:
        return False
    return clip.time_map is None or not clip.time_map.stands_still


_ensembles: Memory[Ensemble] = Memory()


def _sounding(project: Project, content: Content, depth: int) -> Asset | Ensemble | None:
    """What of a content is heard, `depth` compounds deep; None where nothing is."""
    if isinstance(content, Footage):
        asset = asset_of(project, content.asset)
        return asset if asset is not None and asset.has_sound and asset.kind != "photo" else None
    if not isinstance(content, Compound) or depth >= MOST_NESTED:
        return None

    def gather() -> Ensemble:
        length = material_of(project, content)
        return Ensemble(_voices(inside_of(project, content), 0, sample_index(length), depth + 1), length)

    ensemble = _ensembles.get((content, project.assets, project.rate, _DEPTHS[depth]), gather)
    return ensemble if ensemble.voices else None


_DEPTHS = tuple(range(MOST_NESTED))


def _one_sound(before: Clip | Gap, after: Clip | Gap) -> bool:
    """Whether two clips that touch are one voice: as they are after a split."""
    return (
        joined(before, after)
        and isinstance(before, Clip)
        and isinstance(after, Clip)
        and before.muted == after.muted
        and before.on == after.on
        and before.gain_db == after.gain_db
        and _same_fades(before, after)
    )


def _same_fades(before: Clip, after: Clip) -> bool:
    """Whether both clips' fades may be those of one: a fade that is over, or yet to come, may be left out."""
    cut = after.window.start
    coming, going = before.fade_in, after.fade_out
    same_coming = after.fade_in == coming or (after.fade_in is None and coming is not None and coming.end <= cut)
    same_going = before.fade_out == going or (before.fade_out is None and going is not None and going.start >= cut)
    return same_coming and same_going


def _unbroken(before: Clip | Gap, after: Clip | Gap) -> bool:
    """Whether the sound goes on over the cut although the clips are treated differently, so that nothing can click."""
    return (
        isinstance(before, Clip)
        and isinstance(after, Clip)
        and before.window.end == after.window.start
        and same_pace(before, after)
        and before.content == after.content
        and before.muted == after.muted
        and before.on == after.on
        and before.gain_db == after.gain_db
    )


def _main_voice(project: Project, first: int, last: int, depth: int) -> Voice | None:
    main = project.main
    start, end = main_start(project, first), main_start(project, last + 1)
    opening, closing = main[first], main[last]
    if not isinstance(opening, Clip) or not isinstance(closing, Clip):
        return None
    entering = transition_span(project, first)
    leaving = transition_span(project, last + 1) if last + 1 < len(main) else None
    enter = leave = None
    if entering is not None:
        start, enter = entering.start, _crossing_ramp(entering)
    elif first == 0 or not _unbroken(main[first - 1], opening):
        enter = _opening_ramp(start)
    if leaving is not None:
        end, leave = leaving.end, _crossing_ramp(leaving)
    elif last + 1 == len(main) or not _unbroken(closing, main[last + 1]):
        leave = _closing_ramp(end)
    origin = main_start(project, first) - opening.window.start
    return _voice(project, (opening, closing), origin, Span(start, end - start), (enter, leave), depth)


def _layer_voices(project: Project, layer: Layer, begin: Time, end: Time, depth: int) -> Iterator[Voice]:
    done: set[str] = set()
    for _index, item, start in items_between(project, layer, begin - LONGEST_TAIL_S, end):
        clip = item.clip
        if not _heard(project, clip, depth) or (start + clip.window.length <= begin and not clip.effects):
            continue
        run = item_run(project, layer, item, start, _one_sound)
        if run.first.id in done:
            continue
        done.add(run.first.id)
        before = items_between(project, layer, run.span.start - 1 / project.rate, run.span.start)
        after = items_between(project, layer, run.span.end, run.span.end + 1 / project.rate)
        goes_on_from = any(
            at + near.clip.window.length == run.span.start and _unbroken(near.clip, run.first)
            for _n, near, at in before
        )
        goes_on_to = any(at == run.span.end and _unbroken(run.last, near.clip) for _n, near, at in after)
        enter = None if goes_on_from else _opening_ramp(run.span.start)
        leave = None if goes_on_to else _closing_ramp(run.span.end)
        origin = run.span.start - run.first.window.start
        voice = _voice(project, (run.first, run.last), origin, run.span, (enter, leave), depth)
        if voice is not None:
            yield voice


def _opening_ramp(start: Time) -> Ramp:
    return Ramp(sample_index(start), _DECLICK, crossing=False)


def _closing_ramp(end: Time) -> Ramp:
    return Ramp(sample_index(end) - _DECLICK, _DECLICK, crossing=False)


def _crossing_ramp(span: Span) -> Ramp:
    first = sample_index(span.start)
    return Ramp(first, sample_index(span.end) - first, crossing=True)


def _voice(
    project: Project,
    run: tuple[Clip, Clip],
    origin: Time,
    span: Span,
    ramps: tuple[Ramp | None, Ramp | None],
    depth: int,
) -> Voice | None:
    clip, closing = run
    enter, leave = ramps
    asset = _sounding(project, clip.content, depth)
    if asset is None:
        return None
    # Where the source itself begins or ends nothing was cut, so nothing can click: a beat on the first sample stays.
    at_begin, at_end = clip.source_at(span.start - origin), clip.source_at(span.end - origin)
    if clip.time_map is not None and clip.time_map.backwards:
        at_begin, at_end = asset.duration - at_begin, asset.duration - at_end
    if enter is not None and not enter.crossing and at_begin <= ZERO:
        enter = None
    if leave is not None and not leave.crossing and at_end >= asset.duration:
        leave = None
    pitched = clip.time_map is not None or clip.speed != 1
    return Voice(
        clip=clip.id,
        asset=asset,
        track=clip.content.sound_track if isinstance(clip.content, Footage) else 0,
        speed=clip.speed,
        time_map=clip.time_map,
        keep_pitch=clip.keep_pitch and pitched,
        origin=origin,
        begin=sample_index(span.start),
        end=sample_index(span.end),
        gain_db=clip.gain_db,
        fade_in=clip.fade_in,
        fade_out=closing.fade_out,
        enter=enter,
        leave=leave,
        effects=tuple(applied for applied in clip.effects if applied.on),
        rate=project.rate,
    )
