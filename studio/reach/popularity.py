"""How popular a post may become, from the draft alone or with the follower count, against other authors' posts.

Fitted on TikTok posts of 2022 and 2023 (SMP Challenge 2025), each author kept whole on one side. A draft alone says
little, and the interval shows it. It must never look at `post_suggested_words`, which the platform adds afterwards.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.reach.intervals import Band, band_of, band_read, quantile_arrays, quantiles
from studio.reach.parameters import Parameters, made_from, packed_texts, shipped, texts_of
from studio.reach.ridge import ridge_of_terms
from studio.reach.standing import Standing
from studio.reach.terms import Vocabulary, pieces_of, terms_of, vocabulary_of, words_of
from studio.reach.trees import PLAIN, Growth, Trees, grow, trees_read

__all__ = ["Draft", "PopularityModel", "fit_popularity", "group_folds", "popularity_model", "popularity_of"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_READERS = {"terms": (terms_of, 8.0), "pieces": (pieces_of, 16.0)}
_FOLDS = 5
_GROWTH = Growth()
_OFTEN, _MOST_FREQUENT = 20, 60
_PERCENTS = np.linspace(0, 1, 101)


class Draft(msgspec.Struct, frozen=True):
    """What is known of a post before it is posted; None where it is not. `weekday` is 0 (Monday) to 6."""

    caption: str = ""
    duration_s: float | None = None
    ratio: float | None = None
    """Height by width."""
    hour: float | None = None
    weekday: int | None = None
    original_sound: bool | None = None
    followers: int | None = None


class PopularityModel:
    """From drafts to popularity in the table's own logarithmic unit; made of parameters, kept as `parameters`."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self._texts = {
            name: (
                Vocabulary(texts_of(parameters[f"{name}_terms"]), parameters[f"{name}_rarity"].astype(np.float64)),
                parameters[f"{name}_weights"].astype(np.float64),
                float(parameters[f"{name}_constant"][0]),
            )
            for name in _READERS
        }
        self._trees: dict[bool, Trees] = {known: trees_read(parameters, _part(known)) for known in (False, True)}
        self._bands: dict[bool, Band] = {
            known: band_read(parameters, f"{_part(known)}_band") for known in (False, True)
        }
        self._levels = parameters["levels"].astype(np.float64)

    def scores(self, drafts: Sequence[Draft], with_followers: bool) -> Floats:
        """The expected popularity of each draft, without or with its author's followers."""
        return self._trees[with_followers].forecast(self._rows(drafts, with_followers))

    def plain_scores(self, drafts: Sequence[Draft], with_followers: bool) -> Floats:
        """What boosted trees on the draft's numbers and its most frequent words say, to compare with."""
        words = texts_of(self.parameters["plain_words"])
        trees = trees_read(self.parameters, f"plain_{_part(with_followers)}")
        return trees.forecast(_columns(drafts, _counted(drafts, words), with_followers))

    def plain_intervals(self, drafts: Sequence[Draft], with_followers: bool) -> tuple[Floats, Floats]:
        """Intervals by quantile regression on the same numbers, to compare with."""
        return quantiles(self.parameters, f"plain_{_part(with_followers)}", self._rows(drafts, with_followers))

    def _rows(self, drafts: Sequence[Draft], with_followers: bool) -> Floats:
        texts = [draft.caption for draft in drafts]
        told = [
            vocabulary.sparse([_READERS[name][0](text) for text in texts]).times(weights) + constant
            for name, (vocabulary, weights, constant) in self._texts.items()
        ]
        return _columns(drafts, told, with_followers)

    def intervals(self, scores: Floats, with_followers: bool) -> tuple[Floats, Floats]:
        """The lower and upper ends around `scores`, four times of five."""
        return self._bands[with_followers].around(scores)

    def percentile(self, popularity: Floats) -> Floats:
        """Where popularity stands among the posts that were fitted, 0 to 1."""
        return np.interp(popularity, self._levels, _PERCENTS)


@cache
def popularity_model() -> PopularityModel:
    """The model that comes with the program."""
    return PopularityModel(shipped("popularity"))


def popularity_of(draft: Draft) -> Standing:
    """Where such a post would stand among the posts of all authors; with followers where the draft says them."""
    model, known = popularity_model(), draft.followers is not None
    score = model.scores([draft], known)
    low, high = model.intervals(score, known)
    at = [float(model.percentile(one)[0]) for one in (score, low, high)]
    return Standing(percentile=at[0], low=at[1], high=at[2])


def group_folds(groups: Ints, folds: int = _FOLDS) -> Ints:
    """A fold (N,) for each row; rows of one group share it. Groups are dealt out by a fixed draw."""
    names, which = np.unique(groups, return_inverse=True)
    dealt = np.random.default_rng(_FOLDS).permutation(len(names)) % folds
    return np.asarray(dealt[which], dtype=np.int64)


def fit_popularity(drafts: Sequence[Draft], popularity: Floats, groups: Ints) -> PopularityModel:
    """The model of these posts and how popular they became (N,); rows of one author share a number in `groups` (N,)."""
    fold = group_folds(groups)
    parameters: dict[str, NDArray[np.generic]] = {
        "levels": np.quantile(popularity, _PERCENTS),
        "made_from": made_from([draft.caption for draft in drafts], popularity),
    }
    told = []
    for name, (reader, strength) in _READERS.items():
        texts = [reader(draft.caption) for draft in drafts]
        left_out = np.zeros(len(drafts))
        for held in range(_FOLDS):
            inside, outside = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
            vocabulary, weights, constant = _read(texts, inside, popularity, groups, strength)
            left_out[outside] = vocabulary.sparse([texts[row] for row in outside.tolist()]).times(weights) + constant
        told.append(left_out)
        vocabulary, weights, constant = _read(texts, np.arange(len(drafts)), popularity, groups, strength)
        parameters |= {
            f"{name}_terms": packed_texts(vocabulary.terms),
            f"{name}_rarity": vocabulary.rarity,
            f"{name}_weights": weights,
            f"{name}_constant": np.array([constant]),
        }
    for known in (False, True):
        rows = _columns(drafts, told, known)
        forecast = np.zeros(len(drafts))
        for held in range(_FOLDS):
            forecast[fold == held] = grow(rows[fold != held], popularity[fold != held], _GROWTH).forecast(
                rows[fold == held]
            )
        parameters |= grow(rows, popularity, _GROWTH).arrays(_part(known))
        parameters |= band_of(forecast, popularity, groups).arrays(f"{_part(known)}_band")
        parameters |= quantile_arrays(rows, popularity, f"plain_{_part(known)}")
    return PopularityModel(parameters | _plain(drafts, popularity))


def _plain(drafts: Sequence[Draft], popularity: Floats) -> dict[str, NDArray[np.generic]]:
    seen = Counter(word for draft in drafts for word in set(words_of(draft.caption)))
    often = sorted((word for word in seen if seen[word] >= _OFTEN), key=lambda word: (-seen[word], word))
    words = tuple(sorted(often[:_MOST_FREQUENT]))
    found: dict[str, NDArray[np.generic]] = {"plain_words": packed_texts(words)}
    counted = _counted(drafts, words)
    for known in (False, True):
        found |= grow(_columns(drafts, counted, known), popularity, PLAIN).arrays(f"plain_{_part(known)}")
    return found


def _counted(drafts: Sequence[Draft], words: Sequence[str]) -> list[Floats]:
    texts = [set(words_of(draft.caption)) for draft in drafts]
    return [np.array([float(word in text) for text in texts]) for word in words]


def _part(known: bool) -> str:
    return "followers" if known else "draft"


def _read(
    texts: Sequence[Sequence[str]], rows: Ints, popularity: Floats, groups: Ints, strength: float
) -> tuple[Vocabulary, Floats, float]:
    chosen = [texts[row] for row in rows.tolist()]
    vocabulary = vocabulary_of(chosen, [str(groups[row]) for row in rows.tolist()])
    (weights,), constant = ridge_of_terms([vocabulary.sparse(chosen)], popularity[rows], strength)
    return vocabulary, weights, constant


def _columns(drafts: Sequence[Draft], told: Sequence[Floats], with_followers: bool) -> Floats:
    """Drafts as rows of numbers (N, D); missing ones are not-a-number."""
    rows = [_row(draft, with_followers) for draft in drafts]
    return np.column_stack([*told, np.array(rows, dtype=np.float64).reshape(len(drafts), -1)])


def _row(draft: Draft, with_followers: bool) -> list[float]:
    words, letters = words_of(draft.caption), draft.caption
    row = [
        float(len(letters)),
        float(len(words)),
        sum(map(len, words)) / len(words) if words else math.nan,
        len(set(words)) / len(words) if words else math.nan,
        sum(letter.isupper() for letter in letters) / len(letters) if letters else math.nan,
        math.nan if draft.duration_s is None else math.log(max(draft.duration_s, 1.0)),
        math.nan if draft.ratio is None else draft.ratio,
        math.nan if draft.hour is None else draft.hour,
        math.nan if draft.weekday is None else float(draft.weekday),
        math.nan if draft.original_sound is None else float(draft.original_sound),
    ]
    if with_followers:
        row.append(math.nan if draft.followers is None else math.log1p(max(draft.followers, 0)))
    return row
