"""What a film can do without: silences in its sound, and words that say nothing.

Both are only found here; what is cut, a person says. It must never change a project.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from studio.model import Project, Span, Time, spoken_words

__all__ = ["Filler", "filler_lists", "fillers_in", "silences_in"]

_LOUD = 95
"""The percentile of loudness that counts as the level of the speech."""
_WINDOW_S = 0.05
_SIGNS = ".,!?;:…\"'“”‘’«»()[]-–—，。！？、؟،।"
_MOST_WORDS = 4


class Filler(NamedTuple):
    """A word that may say nothing: whose, from which of its words to which, and what it is."""

    asset: str
    first: int
    last: int
    text: str
    sure: bool


def silences_in(
    peaks: npt.NDArray[np.float32],
    per_second: int,
    *,
    quieter_db: float = 30.0,
    shortest: Time = Fraction(1, 2),
    margin: Time = Fraction(3, 20),
) -> tuple[Span, ...]:
    """Stretches in which the sound is `quieter_db` below the level of what is said, in the time of the source.

    `peaks` as `studio.media.analyse.peaks` gives them. A stretch is at least `shortest` long, of which `margin` is left
    at either end, so that no beginning or end of a word is lost. Steady noise counts by its level, as a person hears.
    """
    if not len(peaks):
        return ()
    width = max(1, round(_WINDOW_S * per_second))
    power = ((peaks[:, 1].astype(np.float64) - peaks[:, 0]) / 2) ** 2
    smooth = np.convolve(power, np.full(width, 1 / width), mode="same")
    level = np.percentile(smooth, _LOUD)
    if level <= 0:
        return ()
    quiet = (smooth < level * 10 ** (-quieter_db / 10)).astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet, [0]])))
    found = []
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        start = Fraction(int(first), per_second) + (margin if first else 0)
        stop = Fraction(int(end), per_second) - (margin if end < len(peaks) else 0)
        if Fraction(int(end - first), per_second) >= shortest and stop > start:
            found.append(Span(start, stop - start))
    return tuple(found)


@cache
def filler_lists() -> dict[str, dict[str, tuple[str, ...]]]:
    """For each language (`en`) the words that surely and that perhaps say nothing. Do not write into it."""
    text = (resources.files("assets") / "captions" / "fillers.toml").read_text(encoding="utf-8")
    return {
        language: {kind: tuple(words) for kind, words in lists.items()}
        for language, lists in tomllib.loads(text).items()
    }


def fillers_in(project: Project, *, language: str = "", perhaps: bool = False) -> tuple[Filler, ...]:
    """The words heard on the timeline that say nothing, in order, by the lists of `language`.

    Without one it is the language of the captions, or English.
    """
    heard = {(one.asset, one.number) for one in spoken_words(project)}
    found = []
    for speech in project.captions.speeches:
        lists = filler_lists().get((language or speech.language or "en").split("-")[0].lower(), {})
        sure = {tuple(text.split()) for text in lists.get("sure", ())}
        maybe = {tuple(text.split()) for text in lists.get("perhaps", ())} if perhaps else set()
        bare = [word.text.strip(_SIGNS).casefold() for word in speech.words]
        number = 0
        while number < len(bare):
            length = _matching(bare, number, sure | maybe)
            if length and all((speech.asset, index) in heard for index in range(number, number + length)):
                key = tuple(bare[number : number + length])
                found.append(Filler(speech.asset, number, number + length - 1, " ".join(key), key in sure))
            number += max(1, length)
    return tuple(found)


def _matching(bare: list[str], number: int, wanted: Collection[tuple[str, ...]]) -> int:
    """How many words from `number` on are one of those that are wanted, the longest first; 0 for none."""
    for length in range(_MOST_WORDS, 0, -1):
        if tuple(bare[number : number + length]) in wanted and number + length <= len(bare):
            return length
    return 0
