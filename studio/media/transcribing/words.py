"""From what a recogniser says of a stretch of sound to words with their times.

It knows no recogniser. It must never move a word out of its stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from studio.model import Time, Word, round_to_flick, split_words, width_in_ems

__all__ = ["SaidToken", "words_of"]

SaidToken = tuple[str, float]
"""A piece of text, with a space or ▁ where a word begins, and when it begins in seconds of the stretch."""


def words_of(text: str, tokens: Sequence[SaidToken], start: Time, end: Time) -> tuple[Word, ...]:
    """The words of a stretch of source time from `start` to `end`.

    Each begins with its first token; without times they share the stretch by their widths.
    """
    parts = split_words(text)
    if not parts:
        return ()
    begins = _begins(parts, tokens, start, end) or _shared(parts, start, end)
    ends = [*begins[1:], end]
    return tuple(
        Word(text=said, start=begin, end=max(begin, until), joined=joined)
        for (said, joined), begin, until in zip(parts, begins, ends, strict=True)
    )


def _begins(parts: list[tuple[str, bool]], tokens: Sequence[SaidToken], start: Time, end: Time) -> list[Time]:
    """When each word begins, by the sign of the tokens' text that it begins with; empty where they say another text."""
    signs: list[float] = []
    for token, second in tokens:
        signs += [second] * len("".join(token.replace("▁", " ").split()))
    if len(signs) != sum(len("".join(said.split())) for said, _joined in parts):
        return []
    begins, at, last = [], 0, start
    for said, _joined in parts:
        moment = start + round_to_flick(Fraction(round(signs[at] * 1000), 1000))
        last = min(max(moment, last), end)
        begins.append(last)
        at += len("".join(said.split()))
    return begins


def _shared(parts: list[tuple[str, bool]], start: Time, end: Time) -> list[Time]:
    widths = [Fraction(max(1, round(10 * width_in_ems(said)))) for said, _joined in parts]
    total, at, begins = sum(widths), Fraction(0), []
    for width in widths:
        begins.append(start + round_to_flick((end - start) * at / total))
        at += width
    return begins
