"""What the list of captions shows, as values: lines of words, which of them are heard, and what an edited line changes.

It knows no Qt. It must never change a project.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from studio.model import Project, Speech, Time, Word, joined_words, spoken_words

__all__ = ["Row", "changed_words", "is_right_to_left", "rows_of"]


class Row(NamedTuple):
    """A caption as it is written: words number `first` on of a file, which are heard, and from when (None: cut out)."""

    asset: str
    first: int
    words: tuple[Word, ...]
    heard: tuple[bool, ...]
    start: Time | None

    @property
    def text(self) -> str:
        """The line as a person reads it."""
        return joined_words(self.words)


def rows_of(project: Project) -> tuple[Row, ...]:
    """All captions, those that were cut out too, in the order in which they are heard or would be."""
    starts: dict[tuple[str, int], Time] = {}
    for one in spoken_words(project):
        starts.setdefault((one.asset, one.number), one.span.start)
    placed: list[tuple[Time, int, Row]] = []
    for speech in project.captions.speeches:
        last = Time(0)
        for first, words in _lines(speech):
            times = [starts.get((speech.asset, number)) for number in range(first, first + len(words))]
            start = next((time for time in times if time is not None), None)
            last = last if start is None else start
            placed.append(
                (last, len(placed), Row(speech.asset, first, words, tuple(t is not None for t in times), start))
            )
    return tuple(row for _start, _order, row in sorted(placed, key=lambda one: one[:2]))


def _lines(speech: Speech) -> list[tuple[int, tuple[Word, ...]]]:
    begins = [number for number, word in enumerate(speech.words) if word.begins or not number]
    ends = [*begins[1:], len(speech.words)]
    return [(begin, speech.words[begin:end]) for begin, end in zip(begins, ends, strict=True)]


def changed_words(row: Row, text: str) -> tuple[int, int, str] | None:
    """Which words of a line an edit rewrites, from the first to the last, and to what; None where nothing changed.

    Words at the beginning and the end that stayed keep their times.
    """
    if text.split() == row.text.split():
        return None
    groups: list[list[int]] = []
    for number, word in enumerate(row.words):
        if word.joined and groups:
            groups[-1].append(number)
        else:
            groups.append([number])
    old = ["".join(row.words[number].text for number in group) for group in groups]
    new = text.split()
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    # Where words only came or only went, a neighbour shares its time with them.
    if same + tail in (len(old), len(new)) and old:
        if same:
            same -= 1
        elif tail:
            tail -= 1
    first, last = groups[same][0], groups[len(old) - tail - 1][-1]
    return row.first + first, row.first + last, " ".join(new[same : len(new) - tail])


def is_right_to_left(text: str) -> bool:
    """Whether a line is read from right to left, told by its first letter that has a direction."""
    return next((kind != "L" for sign in text if (kind := unicodedata.bidirectional(sign)) in ("L", "R", "AL")), False)
