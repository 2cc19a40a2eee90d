"""Which words are shown together: captions of one or two lines, broken where reading is easy.

Rules and numbers: at most two lines; shown at least 5/6 of a second and at most 7; a pause under half a second to the
next caption is closed (Netflix timed text style guide and BBC subtitle guidelines). Widths are estimates in ems, so
that the same words give the same captions on every machine. It must never measure a font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from studio.model.captions import CaptionStyle, Word
from studio.model.find import Memory, duration
from studio.model.project import Project
from studio.model.spoken import SpokenWord, spoken_words
from studio.model.time import Rate, Span, Time, floor_frame, nearest_frame

__all__ = [
    "MOST_LINES", "Cue", "captions_of", "grouped_words", "joined_words", "room_in_ems", "set_lines", "split_words",
    "width_in_ems",
]  # fmt: skip

MOST_LINES = 2
_SHORTEST, _LONGEST, _CLOSED = Fraction(5, 6), Fraction(7), Fraction(1, 2)
_PAUSE = Fraction(7, 10)
"""A pause as long as this ends a caption."""
_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।", "॥", "۔")
_BREATHS = (*_ENDS, ",", ";", ":", "，", "、", "；", "：", "،", "؛")
_SAFETY = 0.97

_JOINING = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING, _CLOSING = r"（「『《〈【〔“‘([", r"，。、！？；：）」』》〉】〕”’…・ー,.!?;:)\]"
_TOKEN = re.compile(rf"[{_OPENING}]*[{_JOINING}][{_CLOSING}]*|[^\s{_JOINING}]+|\s+")

_cues: Memory[tuple[Cue, ...]] = Memory()


class Cue(NamedTuple):
    """A caption: its words, its text with line breaks, the stretch of `text` of each word, and when it is shown.

    `span` and the `starts` of its words are whole frames, each the nearest to its sound.
    """

    words: tuple[SpokenWord, ...]
    text: str
    places: tuple[tuple[int, int], ...]
    span: Span
    starts: tuple[Time, ...]

    def active(self, moment: Time) -> int | None:
        """The number of the word that is being said or was said last at `moment`, or None before the first."""
        number = sum(start <= moment for start in self.starts) - 1
        return number if number >= 0 else None


def captions_of(project: Project) -> tuple[Cue, ...]:
    """All captions in order of time; none overlaps the next."""
    spoken = spoken_words(project)
    if not spoken:
        return ()
    style = project.captions.style
    return _cues.get((spoken, style, project.rate), lambda: _gathered(project, spoken, style))


def _gathered(project: Project, spoken: tuple[SpokenWord, ...], style: CaptionStyle) -> tuple[Cue, ...]:
    room = room_in_ems(style)
    pages: list[tuple[list[SpokenWord], _Page]] = []
    for group in _groups(project, spoken):
        begin = 0
        for page in _paged(tuple((one.word.text, one.word.joined) for one in group), room):
            pages.append((group[begin : begin + page.length], page))
            begin += page.length
    end = duration(project)
    made: list[Cue] = []
    for number, (words, page) in enumerate(pages):
        after = pages[number + 1][0][0].span.start if number + 1 < len(pages) else end + 1
        cue = _cue(words, page, after, project.rate, end)
        if cue.span.length > 0:
            made.append(cue)
    return tuple(made)


def _groups(project: Project, spoken: tuple[SpokenWord, ...]) -> list[list[SpokenWord]]:
    """Words that belong together: until one begins a caption, was jumped over, pauses, or speaks from another file."""
    groups: list[list[SpokenWord]] = []
    for one in spoken:
        last = groups[-1][-1] if groups else None
        if (
            last is None
            or one.asset != last.asset
            or one.number <= last.number
            or _begun(project, last, one)
            or one.span.start - last.span.end >= _PAUSE
            or one.span.end - groups[-1][0].span.start > _LONGEST
        ):
            groups.append([one])
        else:
            groups[-1].append(one)
    return groups


def _begun(project: Project, last: SpokenWord, one: SpokenWord) -> bool:
    """Whether a caption begins with the word, or began with one that was cut away before it."""
    if one.word.begins:
        return True
    speech = project.captions.speech(one.asset)
    return speech is not None and any(word.begins for word in speech.words[last.number + 1 : one.number])


class _Page(NamedTuple):
    """How words are shown together: how many, their text, where in it each stands."""

    length: int
    text: str
    places: tuple[tuple[int, int], ...]


@lru_cache(maxsize=8192)
def _paged(parts: tuple[tuple[str, bool], ...], room: float) -> tuple[_Page, ...]:
    """Words (text, joined) as captions of at most two lines, about equally long."""
    words = [Word(text=text, start=Time(0), end=Time(0), joined=joined) for text, joined in parts]
    made = []
    for page in _pages(words, room):
        text = set_lines(page, room)
        made.append(_Page(len(page), text, _places(page, text)))
    return tuple(made)


def _pages(words: list[Word], room: float) -> list[list[Word]]:
    if _fits(words, room):
        return [words]
    count = 2
    while True:
        pages, begin = [], 0
        total = width_in_ems(joined_words(words))
        for part in range(1, count + 1):
            end = _nearest(words, begin, total * part / count) if part < count else len(words)
            if end > begin:
                pages.append(words[begin:end])
                begin = end
        fitting = all(_fits(page, room) or len(page) == 1 for page in pages)
        if fitting or count >= len(words):
            return pages if fitting else [[one] for one in words]
        count += 1


def _nearest(words: Sequence[Word], begin: int, wanted: float) -> int:
    """Before which word to break so that the words up to there are about `wanted` wide; at a breath if one is near."""
    best, least = begin + 1, float("inf")
    for end in range(begin + 1, len(words)):
        if not _may_break(words[end - 1], words[end]):
            continue
        away = abs(width_in_ems(joined_words(words[:end])) - wanted) - (
            3.0 if words[end - 1].text.endswith(_BREATHS) else 0
        )
        if away < least:
            best, least = end, away
    return best


def _fits(words: Sequence[Word], room: float) -> bool:
    return all(width_in_ems(line) <= room for line in set_lines(words, room).split("\n"))


def room_in_ems(style: CaptionStyle) -> float:
    """How wide a line may be, in ems of the style's text."""
    return style.text.wrap_width / style.text.size * _SAFETY


def _cue(words: list[SpokenWord], page: _Page, after: Time, rate: Rate, end: Time) -> Cue:
    # In frames, because counting with fractions costs ten times as much.
    frames = [nearest_frame(one.span.start, rate) for one in words]
    last, following = nearest_frame(words[-1].span.end, rate), nearest_frame(after, rate)
    until = max(last, frames[0] + nearest_frame(_SHORTEST, rate))
    if following - until < floor_frame(_CLOSED, rate):
        until = following
    until = min(max(until, last), following, max(last, nearest_frame(end, rate)))
    starts = tuple(frame / rate for frame in frames)
    return Cue(tuple(words), page.text, page.places, Span(starts[0], max(0, until - frames[0]) / rate), starts)


def _places(words: Sequence[Word], text: str) -> tuple[tuple[int, int], ...]:
    places, at = [], 0
    for word in words:
        at = text.index(word.text.replace("\n", " "), at)
        places.append((at, at + len(word.text)))
        at += len(word.text)
    return tuple(places)


def joined_words(words: Sequence[Word]) -> str:
    """The words as one line of text."""
    return "".join(
        word.text if word.joined or not number else f" {word.text}" for number, word in enumerate(words)
    ).replace("\n", " ")


def split_words(text: str) -> list[tuple[str, bool]]:
    """The words of a line of text, each with whether it stands right after the one before it, without a space.

    Every sign of Chinese and Japanese is a word, with the punctuation that clings to it.
    """
    found: list[tuple[str, bool]] = []
    spaced = True
    for token in _TOKEN.findall(text):
        if token.isspace():
            spaced = True
        else:
            found.append((token, not spaced))
            spaced = False
    return found


def set_lines(words: Sequence[Word], room: float) -> str:
    """The words on one line where they fit, else on two as even as can be, rather after a breath than in a phrase."""
    whole = joined_words(words)
    if width_in_ems(whole) <= room:
        return whole
    best, least = whole, float("inf")
    for number in range(1, len(words)):
        if not _may_break(words[number - 1], words[number]):
            continue
        one, other = (
            joined_words(words[:number]),
            joined_words([replace(words[number], joined=True), *words[number + 1 :]]),
        )
        first, second = width_in_ems(one), width_in_ems(other)
        cost = max(first, second) + 100 * max(0.0, max(first, second) - room)
        if words[number - 1].text.endswith(_BREATHS):
            cost -= 2.0
        if cost < least:
            best, least = f"{one}\n{other}", cost
    return best


def _may_break(one: Word, other: Word) -> bool:
    return not other.joined or _is_sign(one.text[-1:]) or _is_sign(other.text[:1])


def _is_sign(text: str) -> bool:
    """Whether it is written without spaces: Chinese, Japanese, Thai, Lao, Khmer, Burmese."""
    code = ord(text) if text else 0
    return (
        0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or (
            0x0E00 <= code <= 0x0EFF
            or 0x1780 <= code <= 0x17FF
            or 0x1000 <= code <= 0x109F
            or 0x20000 <= code <= 0x3FFFF
        )
    )


@lru_cache(maxsize=8192)
def width_in_ems(text: str) -> float:
    """About how wide bold text is, in its size: a sign of Chinese 1, most letters a little over a half."""
    wide = 0.0
    for sign in text:
        if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
            continue
        if unicodedata.east_asian_width(sign) in ("W", "F"):
            wide += 1.0
        elif sign in " il.,'!|:;ıj":
            wide += 0.3
        elif sign.isupper() or sign in "mwMW@%—…":
            wide += 0.74
        else:
            wide += 0.6
    return wide


def grouped_words(words: Sequence[Word], style: CaptionStyle) -> tuple[Word, ...]:
    """Words of a recogniser with captions begun: after sentences, at pauses, and before two lines are too little."""
    room, found, page = room_in_ems(style), [], list[Word]()
    for word in words:
        last = page[-1] if page else None
        begins = (
            last is None
            or word.start - last.end >= _PAUSE
            or (last.text.endswith(_ENDS) and width_in_ems(joined_words(page)) > room / 2)
            or (_may_break(last, word) and not _fits([*page, word], room))
        )
        page = [word] if begins else [*page, word]
        found.append(replace(word, begins=begins))
    return tuple(found)
