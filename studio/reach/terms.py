"""Words of a text as numbers: words, word pairs and pieces of words, weighted by how rare they are (TF-IDF).

Names of people (@name), links and numbers themselves are taken out before anything is counted. It must never keep a
term that was seen fewer than `LEAST_SEEN` times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEAST_SEEN", "Sparse", "Vocabulary", "near_terms_of", "pieces_of", "terms_of", "vocabulary_of", "words_of"]

LEAST_SEEN = 5
_MOST_WORDS = 2000
_LONGEST = 40
_LINK_OR_NAME = re.compile(r"(?:https?://|www\.)\S+|@\s?[\w.\-]+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, at most 2,000. Numbers become `0`."""
    bare = _LINK_OR_NAME.sub(" ", text).lower().replace("’", "'")
    found = (match.group(0) for match in _WORD.finditer(bare))
    return ["0" if word.isdigit() else word[:_LONGEST] for _, word in zip(range(_MOST_WORDS), found, strict=False)]


def terms_of(text: str) -> list[str]:
    """Words and pairs of neighbouring words."""
    words = words_of(text)
    return [*words, *(f"{one} {next_one}" for one, next_one in pairwise(words))]


def near_terms_of(text: str) -> list[str]:
    """Words, pairs of neighbours, and pairs with one word between them."""
    words = words_of(text)
    return [*terms_of(text), *(f"{one} .. {other}" for one, other in zip(words, words[2:], strict=False))]


def pieces_of(text: str) -> list[str]:
    """Pieces of three to five letters, within words; a word's ends are marked by `_`."""
    found: list[str] = []
    for word in words_of(text):
        marked = f"_{word}_"
        found += [marked[start : start + size] for size in (3, 4, 5) for start in range(max(1, len(marked) - size + 1))]
    return found


@dataclass(frozen=True)
class Sparse:
    """Rows with few numbers each: row `i` has `values[starts[i]:starts[i+1]]` in those `places`."""

    starts: NDArray[np.int64]
    places: NDArray[np.int64]
    values: NDArray[np.float64]
    width: int

    def times(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Each row's product with `weights` (width,), added up in order."""
        return np.asarray(
            np.bincount(self.owners, self.values * weights[self.places], len(self.starts) - 1), dtype=np.float64
        )

    def turned_times(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Each column's product with `weights` (rows,), added up in order."""
        return np.asarray(np.bincount(self.places, self.values * weights[self.owners], self.width), dtype=np.float64)

    @cached_property
    def owners(self) -> NDArray[np.int64]:
        """The row of each value."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def rows(self, which: NDArray[np.int64]) -> Sparse:
        """Those rows, in that order."""
        counts = np.diff(self.starts)[which]
        starts = np.r_[0, np.cumsum(counts)]
        taken = np.repeat(self.starts[which] - starts[:-1], counts) + np.arange(starts[-1])
        return Sparse(starts, self.places[taken], self.values[taken], self.width)


@dataclass(frozen=True)
class Vocabulary:
    """Terms in the order of the alphabet, and how rare each is (`ln((1 + n) / (1 + seen)) + 1`)."""

    terms: tuple[str, ...]
    rarity: NDArray[np.float64]

    def sparse(self, texts: Iterable[Sequence[str]]) -> Sparse:
        """Texts, as lists of terms, as rows of length one: `1 + ln(times)` by rarity."""
        at = {term: place for place, term in enumerate(self.terms)}
        starts, places, values = [0], [], []
        for text in texts:
            counts = sorted(Counter(place for term in text if (place := at.get(term)) is not None).items())
            row = np.array([count for _, count in counts], dtype=np.float64)
            known = np.array([place for place, _ in counts], dtype=np.int64)
            row = (1.0 + np.log(row)) * self.rarity[known]
            length = np.sqrt(float((row * row).sum()))
            places.append(known)
            values.append(row / length if length > 0 else row)
            starts.append(starts[-1] + len(known))
        return Sparse(
            np.array(starts, dtype=np.int64),
            np.concatenate(places) if places else np.zeros(0, dtype=np.int64),
            np.concatenate(values) if values else np.zeros(0),
            len(self.terms),
        )


def vocabulary_of(texts: Sequence[Sequence[str]], owners: Sequence[str] | None = None) -> Vocabulary:
    """The terms that stand in at least `LEAST_SEEN` texts, by as many `owners` where these are given."""
    seen: Counter[str] = Counter()
    known: set[tuple[str, str]] = set()
    for row, text in enumerate(texts):
        for term in set(text):
            if owners is None:
                seen[term] += 1
            elif (term, owners[row]) not in known:
                known.add((term, owners[row]))
                seen[term] += 1
    count = len(texts) if owners is None else len(set(owners))
    terms = tuple(sorted(term for term, times in seen.items() if times >= LEAST_SEEN))
    rarity = np.array([np.log((1 + count) / (1 + seen[term])) + 1 for term in terms], dtype=np.float64)
    return Vocabulary(terms, rarity)
