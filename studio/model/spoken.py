"""When the words of a project are heard: from source time through cuts, speeds, reverses and compounds to the timeline.

It must never change a word, and never show one whose sound is not heard.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from studio.model.captions import Speech, Word
from studio.model.clip import Clip, Compound, Footage
from studio.model.find import Memory, all_clips, is_sourced
from studio.model.inside import MOST_NESTED, inside_of
from studio.model.project import Project
from studio.model.time import Span, Time

__all__ = ["SpokenWord", "spoken_words"]

_spoken: Memory[tuple[SpokenWord, ...]] = Memory()


class _Piece(NamedTuple):
    """A part of a word's sound: where on the timeline, and which stretch of the source."""

    asset: str
    number: int
    clip: str
    start: Time
    end: Time
    source: Time
    source_end: Time


_in_clips: Memory[tuple[_Piece, ...]] = Memory(most=4096)
_CLOSE = Fraction(1, 1000)
"""Two moments of a source nearer than this are the same: time maps count in flicks."""
_LEAST_HEARD = Fraction(1, 2)
"""A word of which less than this part is heard was cut away."""


class SpokenWord(NamedTuple):
    """A word as it is heard: `number` of `asset`'s words, through main clip or item `clip`, at `span`."""

    word: Word
    asset: str
    number: int
    clip: str
    span: Span


def spoken_words(project: Project) -> tuple[SpokenWord, ...]:
    """Every word that is heard, in order of time on the timeline.

    A word counts where at least half of it is heard; one that is heard twice stands there twice. Muted clips and
    layers and clips that are off or stand still say nothing.
    """
    speeches = project.captions.speeches
    if not any(speech.words for speech in speeches):
        return ()

    def gather() -> tuple[SpokenWord, ...]:
        known = {speech.asset: speech for speech in speeches}
        pieces = sorted(_pieces(project, known, 0), key=lambda piece: (piece.asset, piece.number, piece.start))
        found = []
        for piece in _whole(pieces):
            word = known[piece.asset].words[piece.number]
            if abs(piece.source_end - piece.source) >= (word.end - word.start) * _LEAST_HEARD:
                found.append(SpokenWord(word, piece.asset, piece.number, piece.clip, _span(piece)))
        return tuple(sorted(found, key=lambda one: (one.span.start, one.asset, one.number)))

    keys = (project.main, project.layers, project.sounds, project.main_state, project.rate, project.assets, speeches)
    return _spoken.get(keys, gather)


def _span(piece: _Piece) -> Span:
    return Span(piece.start, piece.end - piece.start)


def _pieces(project: Project, known: dict[str, Speech], depth: int) -> Iterator[_Piece]:
    for found in all_clips(project):
        clip = found.clip
        muted = found.layer.muted if found.layer is not None else project.main_state.muted
        if clip.muted or not clip.on or muted:
            continue
        origin = found.span.start - clip.window.start
        if isinstance(clip.content, Footage):
            speech = known.get(clip.content.asset)
            if speech is not None and speech.words and is_sourced(project, clip):
                yield from _heard(clip, speech, origin)
        elif isinstance(clip.content, Compound) and depth < MOST_NESTED and is_sourced(project, clip):
            for piece in _pieces(inside_of(project, clip.content), known, depth + 1):
                yield from _through(clip, piece, origin)


def _heard(clip: Clip, speech: Speech, origin: Time) -> Iterator[_Piece]:
    """The parts of the words that a clip plays; own time 0 of the clip is at `origin` of the timeline."""
    # Most clips are the same after an edit, and where in its own time a clip says a word does not change with it.
    for piece in _in_clips.get((clip, speech), lambda: tuple(_in_own_time(clip, speech))):
        yield piece._replace(start=origin + piece.start, end=origin + piece.end)


def _in_own_time(clip: Clip, speech: Speech) -> Iterator[_Piece]:
    source = clip.source_span
    words, end_of_source = speech.words, source.end
    for index in range(bisect_left(words, source.start, key=lambda word: word.end), len(words)):
        word = words[index]
        if word.start >= end_of_source:
            break
        begin, end = max(word.start, source.start), min(word.end, end_of_source)
        if begin < end:
            one, other = sorted((_own(clip, begin), _own(clip, end)))
            yield _Piece(speech.asset, index, clip.id, one, other, begin, end)


def _own(clip: Clip, source: Time) -> Time:
    return min(max(clip.own_at(source), clip.window.start), clip.window.end)


def _through(clip: Clip, piece: _Piece, origin: Time) -> Iterator[_Piece]:
    """A part of a word of a compound's inside, as it is heard through the compound."""
    source = clip.source_span
    begin, end = max(piece.start, source.start), min(piece.end, source.end)
    if begin >= end:
        return
    pace = (piece.source_end - piece.source) / (piece.end - piece.start)
    said = piece.source + (begin - piece.start) * pace
    one, other = sorted((_own(clip, begin), _own(clip, end)))
    yield piece._replace(
        clip=clip.id,
        start=origin + one,
        end=origin + other,
        source=said,
        source_end=said + (end - begin) * pace,
    )


def _whole(pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces with those joined that follow on one another: a split clip says its word once.

    Of a word that is heard twice at the same time one is left.
    """
    for _word, those in groupby(pieces, key=lambda piece: (piece.asset, piece.number)):
        whole: list[_Piece] = []
        for piece in those:
            before = next((number for number, one in enumerate(whole) if _goes_on(one, piece)), None)
            if before is not None:
                one = whole[before]
                edges = (one.source, one.source_end, piece.source, piece.source_end)
                whole[before] = one._replace(end=piece.end, source=min(edges), source_end=max(edges))
            elif not any(piece.start == one.start for one in whole):
                whole.append(piece)
        yield from whole


def _goes_on(one: _Piece, piece: _Piece) -> bool:
    if abs(one.end - piece.start) > _CLOSE:
        return False
    return abs(one.source_end - piece.source) <= _CLOSE or abs(piece.source_end - one.source) <= _CLOSE
