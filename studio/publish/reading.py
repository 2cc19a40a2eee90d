"""Whether there is time to read the words on the picture, script by script.

Speeds are those of Netflix's timed text guides, as SubtitleEdit's quality check has them: characters a second, spaces
counted for letters only. It must never count what nobody reads: an emoji is one character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from studio.model import Cue, Problem, Project, Time, Title, all_held, captions_of, is_hidden
from studio.publish.problem import problem, short
from studio.sentences import say

__all__ = ["SHORTEST_S", "read_in_time", "reading_time", "too_fast"]

SHORTEST_S = Fraction(5, 6)
"""Nothing can be read in less."""
_PATIENCE = Fraction(1, 5)
"""So much too soon nobody minds in a caption: what is read is heard as well."""
_LATIN, _CHINESE, _JAPANESE, _KOREAN, _OTHER = 20, 9, 4, 12, 17


def reading_time(text: str) -> Time:
    """How many seconds it takes to read `text`, in whole hundredths."""
    words = " ".join(text.split())
    if not words:
        return Fraction(0)
    japanese = any("\u3040" <= letter <= "\u30ff" for letter in words)
    needed = Fraction(0)
    speed = _LATIN
    for letter in words:
        if unicodedata.combining(letter) or letter in "\u200d\ufe0f":
            continue
        if letter.isalnum():
            speed = _speed_of(letter, japanese=japanese)
        elif letter == " " and speed not in (_LATIN, _OTHER):
            continue
        needed += Fraction(1, speed)
    return max(SHORTEST_S, Fraction(ceil(needed * 100), 100))


def _speed_of(letter: str, *, japanese: bool) -> int:
    code = ord(letter)
    if 0x3040 <= code <= 0x30FF:
        return _JAPANESE
    if 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF or 0xF900 <= code <= 0xFAFF:
        return _JAPANESE if japanese else _CHINESE
    if 0xAC00 <= code <= 0xD7AF or 0x1100 <= code <= 0x11FF or 0x3130 <= code <= 0x318F:
        return _KOREAN
    return _LATIN if code < 0x250 or 0x1E00 <= code <= 0x1EFF else _OTHER


def read_in_time(project: Project) -> Iterator[Problem]:
    """Titles and captions that are gone before they were read."""
    yield from _captions_in_time(project)
    for found in all_held(project):
        content = found.clip.content
        if not isinstance(content, Title) or not found.clip.on or is_hidden(project, found):
            continue
        needed = reading_time(content.text)
        if needed > found.span.length:
            yield problem(
                "reading-speed",
                say(
                    "“{words}” is shown for {shown}; reading it takes {needed}.",
                    words=short(content.text),
                    shown=f"{float(found.span.length):.1f} s",
                    needed=f"{float(needed):.1f} s",
                ),
                "warning",
                found.clip.id,
                found.span.start,
            )


def too_fast(cue: Cue) -> bool:
    """Whether a caption is gone before it can be read."""
    return reading_time(cue.text) - cue.span.length > _PATIENCE


def _captions_in_time(project: Project) -> Iterator[Problem]:
    """The caption that is gone soonest before it was read, and how many are; one speaker is fast in many."""
    if not project.captions.on or project.captions.style.kind == "one-word":
        return
    short_by = [(reading_time(cue.text) - cue.span.length, cue) for cue in captions_of(project)]
    fast = [(lacking, cue) for lacking, cue in short_by if lacking > _PATIENCE]
    if not fast:
        return
    lacking, worst = max(fast, key=lambda one: one[0])
    yield problem(
        "captions-fast",
        say(
            "{count} captions are gone before they can be read; worst “{words}”: {shown} of {needed}.",
            count=len(fast),
            words=short(worst.text),
            shown=f"{float(worst.span.length):.1f} s",
            needed=f"{float(worst.span.length + lacking):.1f} s",
        ),
        "warning",
        project.id,
        worst.span.start,
    )
