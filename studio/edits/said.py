"""Cutting a film by what is said in it: words and silences taken out with their pictures, and words brought back.

In the drawings letters are words, dots are silences. New ids are asked for one by one, as many as there are cuts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec.structs import replace

from studio.edits.arrange import ripple_delete
from studio.edits.captions import set_speech, the_speech
from studio.edits.edges import rejoin
from studio.edits.main_track import splice
from studio.edits.pieces import rounded, the_clip
from studio.edits.ranges import NewId
from studio.edits.refused import EditRefused
from studio.edits.trim import split
from studio.model import (
    ZERO,
    Clip,
    Footage,
    Found,
    OnClip,
    Project,
    Span,
    Speech,
    Time,
    Word,
    all_clips,
    is_sourced,
    main_index,
)
from studio.sentences import say

__all__ = ["cut_said", "cut_words", "restore_words", "said_span", "set_film_speech"]

_PADDING = Fraction(1, 10)
"""At most this much of the pause beside a word goes with it, in seconds, and never more than half."""


def cut_words(project: Project, asset_id: str, *, first: int, last: int, new_id: NewId) -> Project:
    """The project without the words from number `first` to `last` of the file, wherever they are heard.

        abcdef gh   ->   ab ef gh        (cutting c and d: the hole closes)

    The film is cut with them; the words are remembered and can be brought back. Items pinned to what is cut go too,
    or stay where they were asked to; music that lies at a time stays. Refused where they are not heard.
    """
    speech = the_speech(project, asset_id)
    span = said_span(speech, first, last)
    return cut_said(project, [(asset_id, span)], new_id=new_id)


def cut_said(project: Project, spans: Iterable[tuple[str, Span]], *, new_id: NewId) -> Project:
    """The project without stretches of its files, in their own time, wherever they are heard.

        ab..cd   ->   abcd        (cutting the silence)

    On the main track the holes close; an item of a layer is cut and nothing else moves, and where it is the sound of
    the clip under it, that is cut too. Refused where nothing of them is heard.
    """
    cuts = []
    for asset_id, span in spans:
        for found in _heard(project, asset_id):
            source = found.clip.source_span
            begin, end = max(span.start, source.start), min(span.end, source.end)
            if begin < end:
                clip, origin = found.clip, found.span.start - found.clip.window.start
                one, other = sorted((origin + clip.own_at(begin), origin + clip.own_at(end)))
                cuts.append((one, other, clip.id))
    changed = project
    # From the end, so that what is still to be cut has not moved; items before the main track, which carries them.
    index = main_index(project)
    for start, end, clip_id in sorted(cuts, key=lambda cut: (cut[0], cut[2] not in index), reverse=True):
        changed = _cut_clip(changed, clip_id, start, end, new_id)
    if changed is project:
        raise EditRefused(say("This is not heard on the timeline."))
    return changed


def _heard(project: Project, asset_id: str) -> list[Found]:
    return [
        found
        for found in all_clips(project)
        if isinstance(found.clip.content, Footage)
        and found.clip.content.asset == asset_id
        and found.clip.on
        and not found.clip.muted
        and not (found.layer.muted or found.layer.locked if found.layer is not None else project.main_state.muted)
        and is_sourced(project, found.clip)
    ]


def _cut_clip(project: Project, clip_id: str, start: Time, end: Time, new_id: NewId) -> Project:
    """The project without the stretch of one clip; of the clip under it, too, where that shows the same file."""
    found = the_clip(project, clip_id)
    begin = rounded(max(start, found.span.start), project.rate)
    stop = rounded(min(end, found.span.end), project.rate)
    under = None
    if found.item is not None and isinstance(found.item.pin, OnClip):
        under = project.main[main_index(project)[found.item.pin.clip]]
    cut = _without(project, found, begin, stop, new_id)
    if cut is not project and isinstance(under, Clip) and under.content == found.clip.content:
        return _without(cut, the_clip(cut, under.id), begin, stop, new_id)
    return cut


def _without(project: Project, found: Found, begin: Time, stop: Time, new_id: NewId) -> Project:
    begin, stop = max(begin, found.span.start), min(stop, found.span.end)
    if begin >= stop:
        return project
    middle = found.clip.id
    if begin > found.span.start:
        middle = new_id()
        project = split(project, found.clip.id, at=begin, new_id=middle)
    if stop < found.span.end:
        project = split(project, middle, at=stop, new_id=new_id())
    return ripple_delete(project, middle)


def restore_words(project: Project, asset_id: str, *, first: int, last: int, new_id: NewId) -> Project:
    """The project with words that were cut out, and their pictures, back where they were said.

        ab ef gh   ->   abcdef gh        (restoring c and d between the clips that say b and e)

    The clip comes from the nearest one of the file on the main track, with all that was done to it, and what fits
    becomes one clip again. Refused where they are heard, or no clip of the file is left on the main track.
    """
    speech = the_speech(project, asset_id)
    span = said_span(speech, first, last)
    middle = span.start + span.length / 2
    clips = [
        (index, thing)
        for index, thing in enumerate(project.main)
        if isinstance(thing, Clip)
        and isinstance(thing.content, Footage)
        and thing.content.asset == asset_id
        and is_sourced(project, thing)
        and not (thing.time_map is not None and thing.time_map.backwards)
    ]
    if any(middle in clip.source_span for _index, clip in clips):
        raise EditRefused(say("“{word}” is on the timeline already.", word=speech.words[first].text))
    before = [one for one in clips if one[1].source_span.end <= middle]
    after = [one for one in clips if one[1].source_span.start >= middle]
    if not before and not after:
        raise EditRefused(say("No clip of this file is left on the main track: put it there again first."))
    frame = 1 / project.rate
    if before:
        index, like = max(before, key=lambda one: (one[1].source_span.end, one[0]))
        follows = project.main[index + 1] if index + 1 < len(project.main) else None
        window = _window(like, span, frame, like.window.end, _begin_of(follows, like))
        at = index + 1
    else:
        at, like = min(after, key=lambda one: (one[1].source_span.start, one[0]))
        window = _window(like, span, frame, None, like.window.start)
    if window is None:
        raise EditRefused(say("There is no room for “{word}” between its neighbours.", word=speech.words[first].text))
    clip = replace(like, id=new_id(), window=window, enter=None, markers=(), fade_in=None, fade_out=None)
    return _rejoined(splice(project, at, at, (clip,)), at)


def _begin_of(follows: object, like: Clip) -> Time | None:
    """Where the next clip goes on in the own time of the one before it, if it is of the same film at the same pace."""
    if isinstance(follows, Clip) and (follows.content, follows.speed, follows.time_map) == (
        like.content, like.speed, like.time_map,
    ):  # fmt: skip
        return follows.window.start if follows.window.start >= like.window.end else None
    return None


def _window(like: Clip, span: Span, frame: Time, low: Time | None, high: Time | None) -> Span | None:
    """The stretch of own time in which the span is said, in whole frames from its neighbours; or None."""
    begin, end = like.own_at(span.start), like.own_at(span.end)
    if low is not None:
        begin = low + max(0, round((begin - low) / frame)) * frame
        end = low + round((end - low) / frame) * frame
    elif high is not None:
        begin = high - round((high - max(ZERO, begin)) / frame) * frame
        begin += frame if begin < 0 else 0
        end = high - max(0, round((high - end) / frame)) * frame
    if high is not None:
        end = min(end, high)
    return Span(begin, end - begin) if end - begin >= frame and begin >= 0 else None


def _rejoined(project: Project, at: int) -> Project:
    """The project with clip number `at` of the main track made one with its neighbours where they fit."""
    for index in (at, at - 1):
        if 0 <= index < len(project.main) - 1 and isinstance(project.main[index], Clip):
            try:
                project = rejoin(project, project.main[index].id)
            except EditRefused:
                continue  # they are not of one piece: they stay beside each other
    return project


def set_film_speech(project: Project, *, words: Sequence[Word], language: str = "") -> Project:
    """The project knowing what is said from words in the time of the film: each goes to the file heard at its middle.

        ab cd       ->   ab knows |ab|, cd knows |cd|

    They replace what those files knew. Refused where none of the words is heard.
    """
    places = [(found, asset.id) for asset in project.assets for found in _heard(project, asset.id)]
    places.sort(key=lambda place: place[0].layer is not None)
    said: dict[str, list[Word]] = {}
    for word in words:
        middle = (word.start + word.end) / 2
        for found, asset_id in places:
            if middle in found.span:
                clip, origin = found.clip, found.span.start - found.clip.window.start
                edges = (max(word.start, found.span.start), min(word.end, found.span.end))
                start, end = sorted(clip.source_at(edge - origin) for edge in edges)
                said.setdefault(asset_id, []).append(replace(word, start=start, end=end))
                break
    if not said:
        raise EditRefused(say("Nothing is heard on the timeline where these words are."))
    for asset_id, those in said.items():
        project = set_speech(project, asset_id, words=those, language=language)
    return project


def said_span(speech: Speech, first: int, last: int) -> Span:
    """The stretch of the source that goes with the words, with some of the pauses around them. Refused for no words."""
    words = speech.words
    if not 0 <= first <= last < len(words):
        raise EditRefused(say("There is no word number {number}.", number=max(first, last) + 1))
    start, end = words[first].start, words[last].end
    before = words[first - 1].end if first else ZERO
    start -= min(_PADDING, max(ZERO, start - before) / 2)
    pause = words[last + 1].start - end if last + 1 < len(words) else 2 * _PADDING
    return Span(start, end + min(_PADDING, max(ZERO, pause) / 2) - start)
