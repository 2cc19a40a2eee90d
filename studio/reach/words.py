"""How long videos like this are watched, from words alone: a description, what is said, written and captioned.

Fitted on machine descriptions of Snapchat Spotlight videos and the third of watching each fell into. Association, not
cause. It must never see a platform's own numbers of the video it speaks about.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from studio.reach.intervals import Band, band_of, band_read
from studio.reach.parameters import Parameters, packed_texts, shipped, texts_of
from studio.reach.ridge import ridge_of_terms
from studio.reach.standing import Standing
from studio.reach.terms import Sparse, Vocabulary, terms_of, vocabulary_of, words_of

__all__ = ["LENGTHS", "WordsModel", "fit_words", "places_in_third", "retention_of_words", "shortened", "words_model"]

Floats = NDArray[np.float64]
LENGTHS = (6, 20, 40, 80)
"""Numbers of words for which the interval is known; the last stands for all longer texts."""
_STRENGTH = 8.0
_FOLDS = 5
_PLACES = 9


class WordsModel:
    """From words to a percentile of watching; made of parameters, which it gives back as `parameters`."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self._vocabulary = Vocabulary(texts_of(parameters["terms"]), parameters["rarity"].astype(np.float64))
        self._weights = parameters["weights"].astype(np.float64)
        self._constant = float(parameters["constant"][0])
        self._bands: tuple[Band, ...] = tuple(band_read(parameters, f"band_{length}") for length in LENGTHS)

    def scores(self, texts: Sequence[str]) -> Floats:
        """The expected percentile (0 to 1) of each text."""
        rows = self._vocabulary.sparse([terms_of(text) for text in texts])
        return np.clip(rows.times(self._weights) + self._constant, 0.0, 1.0)

    def intervals(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """The lower and upper end (0 to 1) of each text's percentile, four times of five."""
        scores = self.scores(texts)
        ends = [band.around(scores) for band in self._bands]
        sizes = np.log([max(1, len(words_of(text))) for text in texts])
        at = np.interp(sizes, np.log(LENGTHS), np.arange(len(LENGTHS)))
        lower, part = np.minimum(at.astype(np.int64), len(LENGTHS) - 2), at - np.minimum(at.astype(int), 2)
        rows = np.arange(len(texts))
        mixed = [
            (1 - part) * np.stack(side)[lower, rows] + part * np.stack(side)[lower + 1, rows]
            for side in zip(*ends, strict=True)
        ]
        return np.clip(mixed[0], 0.0, 1.0), np.clip(mixed[1], 0.0, 1.0)


def words_model() -> WordsModel:
    """The model that comes with the program."""
    return WordsModel(shipped("words"))


def retention_of_words(description: str, caption: str = "") -> Standing:
    """Where watching of such a video would stand among short videos, by its description and caption in words.

    Without a known word it is the middle, with the widest interval.
    """
    model, text = words_model(), f"{description} {caption}".strip()
    low, high = model.intervals([text])
    score = float(model.scores([text])[0])
    return Standing(percentile=score, low=min(float(low[0]), score), high=max(float(high[0]), score))


def shortened(text: str, words: int) -> str:
    """The beginning of a text, as somebody in a hurry would type it."""
    return " ".join(text.split()[:words])


def places_in_third(third: Floats) -> Floats:
    """Thirds 0, 1, 2 (N,) as places (N, 9) of 0 to 1: where in its third a video stands was not recorded, so all places
    are taken to be equally likely."""
    return np.asarray((third[:, None] + (np.arange(_PLACES) + 0.5) / _PLACES) / 3)


def fit_words(texts: Sequence[str], third: Floats) -> WordsModel:
    """The model of these texts and the thirds (N,) their videos fell into; bands from forecasts of rows left out."""
    target = (third + 0.5) / 3
    terms = [terms_of(text) for text in texts]
    fold = np.arange(len(texts)) % _FOLDS
    forecasts = {length: np.zeros(len(texts)) for length in LENGTHS}
    for held in range(_FOLDS):
        inside, outside = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        vocabulary, _, weights, constant = _fitted([terms[row] for row in inside.tolist()], target[inside])
        for length in LENGTHS:
            cut = [terms_of(_cut(texts[row], length)) for row in outside.tolist()]
            forecasts[length][outside] = vocabulary.sparse(cut).times(weights) + constant
    places = places_in_third(third)
    groups = np.repeat(np.arange(len(texts)) // _FOLDS, places.shape[1])
    vocabulary, _, weights, constant = _fitted(terms, target)
    parameters: dict[str, NDArray[np.generic]] = {
        "terms": packed_texts(vocabulary.terms),
        "rarity": vocabulary.rarity,
        "weights": weights,
        "constant": np.array([constant]),
    }
    for length in LENGTHS:
        band = band_of(np.repeat(forecasts[length], places.shape[1]), places.ravel(), groups)
        parameters |= band.arrays(f"band_{length}")
    return WordsModel(parameters)


def _cut(text: str, length: int) -> str:
    return text if length == LENGTHS[-1] else shortened(text, length)


def _fitted(terms: Sequence[Sequence[str]], target: Floats) -> tuple[Vocabulary, Sparse, Floats, float]:
    vocabulary = vocabulary_of(terms)
    rows = vocabulary.sparse(terms)
    (weights,), constant = ridge_of_terms([rows], target, _STRENGTH)
    return vocabulary, rows, weights, constant
