"""How long videos like this are watched, from words alone: a description, what is said, written and captioned.

Fitted on machine descriptions of Snapchat Spotlight videos and the third of watching each fell into. Association, not
cause. It must never see a platform's own numbers of the video it speaks about.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from studio.reach.intervals import Band, band_of, band_read, quantile_arrays, quantiles
from studio.reach.parameters import Parameters, made_from, packed_texts, shipped, texts_of
from studio.reach.ridge import ridge_of_terms
from studio.reach.standing import Standing
from studio.reach.terms import Vocabulary, near_terms_of, pieces_of, vocabulary_of, words_of

__all__ = ["LENGTHS", "WordsModel", "fit_words", "places_in_third", "retention_of_words", "shortened", "words_model"]

Floats = NDArray[np.float64]
LENGTHS = (6, 20, 40, 80)
"""Numbers of words for which the interval is known; the last stands for all longer texts."""
_STRENGTH = 16.0
_PLAIN_STRENGTH = 2.0
_READERS = {"terms": near_terms_of, "pieces": pieces_of}
_FOLDS = 5
_PLACES = 9


class WordsModel:
    """From words to a percentile of watching; made of parameters, which it gives back as `parameters`."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self._vocabularies = {
            name: Vocabulary(texts_of(parameters[f"{name}_terms"]), parameters[f"{name}_rarity"].astype(np.float64))
            for name in _READERS
        }
        self._constant = float(parameters["constant"][0])
        self._bands: tuple[Band, ...] = tuple(band_read(parameters, f"band_{length}") for length in LENGTHS)

    def scores(self, texts: Sequence[str]) -> Floats:
        """The expected percentile (0 to 1) of each text."""
        return np.clip(self._added(texts, tuple(_READERS), "weights") + self._constant, 0.0, 1.0)

    def plain_scores(self, texts: Sequence[str]) -> Floats:
        """What the usual way says (TF-IDF of words and pairs, ridge), to compare with."""
        return self._added(texts, ("terms",), "plain")

    def intervals(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """The lower and upper end (0 to 1) of each text's percentile, four times of five."""
        scores = self.scores(texts)
        ends = [band.around(scores) for band in self._bands]
        at = np.interp(_sizes(texts), np.log(LENGTHS), np.arange(len(LENGTHS)))
        lower = np.minimum(at.astype(np.int64), len(LENGTHS) - 2)
        part, rows = at - lower, np.arange(len(texts))
        mixed = [
            (1 - part) * np.stack(side)[lower, rows] + part * np.stack(side)[lower + 1, rows]
            for side in zip(*ends, strict=True)
        ]
        return np.clip(mixed[0], 0.0, 1.0), np.clip(mixed[1], 0.0, 1.0)

    def plain_intervals(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Intervals by quantile regression on the same score and length, to compare with."""
        return quantiles(self.parameters, "plain", np.column_stack([self.scores(texts), _sizes(texts)]))

    def _added(self, texts: Sequence[str], names: Sequence[str], weights: str) -> Floats:
        total = np.zeros(len(texts))
        for name in names:
            rows = self._vocabularies[name].sparse([_READERS[name](text) for text in texts])
            total += rows.times(self.parameters[f"{name}_{weights}"].astype(np.float64))
        return total


@cache
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
    read = {name: [reader(text) for text in texts] for name, reader in _READERS.items()}
    fold = np.arange(len(texts)) % _FOLDS
    forecasts = {length: np.zeros(len(texts)) for length in LENGTHS}
    for held in range(_FOLDS):
        inside, outside = np.flatnonzero(fold != held).tolist(), np.flatnonzero(fold == held)
        part = {name: [terms[row] for row in inside] for name, terms in read.items()}
        vocabularies, weights, constant = _fitted(part, target[inside], _STRENGTH)
        for length in LENGTHS:
            cut = [_cut(texts[row], length) for row in outside.tolist()]
            for name, reader in _READERS.items():
                rows = vocabularies[name].sparse([reader(text) for text in cut])
                forecasts[length][outside] += rows.times(weights[name])
            forecasts[length][outside] += constant
    vocabularies, weights, constant = _fitted(read, target, _STRENGTH)
    parameters: dict[str, NDArray[np.generic]] = {
        "constant": np.array([constant]),
        "made_from": made_from(texts, third),
    }
    for name, vocabulary in vocabularies.items():
        parameters |= {
            f"{name}_terms": packed_texts(vocabulary.terms),
            f"{name}_rarity": vocabulary.rarity,
            f"{name}_weights": weights[name],
        }
    parameters["terms_plain"] = _fitted({"terms": read["terms"]}, target, _PLAIN_STRENGTH)[1]["terms"]
    return WordsModel(parameters | _bands(texts, third, forecasts))


def _bands(texts: Sequence[str], third: Floats, forecasts: dict[int, Floats]) -> dict[str, NDArray[np.generic]]:
    """Intervals from forecasts of rows left out, for each length of text; and those of quantile regression."""
    places = places_in_third(third)
    groups = np.repeat(np.arange(len(texts)) // _FOLDS, places.shape[1])
    found: dict[str, NDArray[np.generic]] = {}
    for length in LENGTHS:
        forecast = np.repeat(forecasts[length], places.shape[1])
        found |= band_of(forecast, places.ravel(), groups).arrays(f"band_{length}")
    inputs = [
        np.column_stack([forecasts[length], _sizes([_cut(text, length) for text in texts])]) for length in LENGTHS
    ]
    # Every third place is enough for trees, and the same for all.
    truth = np.tile(places[:, 1::3], (len(LENGTHS), 1))
    return found | quantile_arrays(np.repeat(np.concatenate(inputs), truth.shape[1], axis=0), truth.ravel(), "plain")


def _sizes(texts: Sequence[str]) -> Floats:
    return np.log([max(1, len(words_of(text))) for text in texts])


def _cut(text: str, length: int) -> str:
    return text if length == LENGTHS[-1] else shortened(text, length)


def _fitted(
    read: dict[str, list[list[str]]], target: Floats, strength: float
) -> tuple[dict[str, Vocabulary], dict[str, Floats], float]:
    vocabularies = {name: vocabulary_of(terms) for name, terms in read.items()}
    rows = [vocabularies[name].sparse(terms) for name, terms in read.items()]
    weights, constant = ridge_of_terms(rows, target, strength)
    return vocabularies, dict(zip(read, weights, strict=True)), constant
