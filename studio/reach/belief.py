"""What is believed of a draft before anybody saw it: how well it may hold people, and how little that is known.

Figures are those of reach.md section 5, correlations over posts of others: that a draft is changed accordingly does not
make it hold people. It must never take measured sound or pictures for more than defects.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from studio.reach.norms import ACTION_CORRELATION, ACTIONS, norm_at
from studio.reach.signals import DraftWords, SignalName, Signals
from studio.reach.watching import ACTED, Videos, logit, sigmoid

__all__ = ["EVIDENCE", "Belief", "Evidence", "believed", "described", "drawn"]

_COMMON = 0.675
"""How much staying and watching have in common: their correlation at equal length is 0.455 (1,406 Shorts, 2025)."""
_STAY_LOGIT_SD, _WATCHED_SD, _COMPLETE_SD = 0.30, 0.070, 0.5
"""Spread over videos of equal length: of the log odds of staying and of the part watched (1,406 Shorts: 4.4 and 5.8
points within a channel's length, 5.0 and 9.2 over all), of the log odds of seeing the end (assumed)."""
_FOLLOW, _NEGATIVE = (0.00031, 1.0), (0.0009, 0.6)
"""Median and spread of following (new subscribers to an engaged view of Shorts) and of "not interested" (KuaiRand,
normal feed; its spread is assumed)."""


class Evidence(NamedTuple):
    """A signal that went along with being watched longer: `step` in standard deviations between posts with and without
    it, and the part of posts that had it: a draft about which nothing is known stands in the middle."""

    signal: SignalName
    step: float
    usual: float


EVIDENCE = (
    Evidence("opening-text", 0.34, 0.51),
    Evidence("opening-question", 0.62, 0.11),
    Evidence("opening-promise", 0.45, 0.50),
)
"""From terciles of 6,078 Spotlight posts: the step between the normal scores of the shares in the top and bottom third
with and without (text .382/.301 and .253/.418; question .554/.315; something that goes on or is revealed .424/.261)."""
_MOST_EXPLAINED = 0.30
_WORDS_TOLD, _WORDS_ENOUGH = 0.46, 20
"""How well the ranks of watching follow those of the words' model on posts it never saw (yardstick V1), for
descriptions of so many words and more."""


class Belief(NamedTuple):
    """How well it may hold people, as a normal score among comparable posts: `mean`, and `spread` of what is not known.
    `parts` says what it comes from: signal or `words`, and how much each adds."""

    mean: float
    spread: float
    parts: tuple[tuple[str, float], ...]


def believed(signals: Signals, words_score: float | None = None, words_weight: float = 0.0) -> Belief:
    """The belief about a draft. `words_score` is where its words stand among others' as a normal score, and
    `words_weight` how much of the rank of being watched they told where that was known (0 to 1)."""
    parts: list[tuple[str, float]] = []
    explained = 0.0
    if words_score is not None and words_weight > 0:
        parts.append(("words", words_weight * words_score))
        explained += words_weight**2
    # Words of the draft are in the description, too: what both tell counts once.
    share = 0.5 if parts else 1.0
    for evidence in EVIDENCE:
        value = signals.value(evidence.signal)
        if value is not None:
            parts.append((evidence.signal, share * evidence.step * (float(value > 0) - evidence.usual)))
            explained += share * evidence.step**2 * evidence.usual * (1 - evidence.usual)
    mean = sum(part for _, part in parts)
    return Belief(mean, sqrt(1 - min(explained, _MOST_EXPLAINED)), tuple(parts))


def described(words: DraftWords) -> tuple[float, float] | None:
    """Where the words of a draft stand among others' as a normal score, and how much that told where the outcome was
    known; None where nobody described it. The model was fitted on descriptions: a caption alone is none."""
    if not words.about.strip():
        return None
    from studio.reach.words import retention_of_words

    text = " ".join(part for part in (words.about, words.spoken, words.on_screen) if part)
    weight = _WORDS_TOLD * sqrt(min(1.0, len(text.split()) / _WORDS_ENOUGH))
    place = min(max(retention_of_words(text).percentile, 0.01), 0.99)
    # The expected place of a normal score m with spread s is Φ(m / √(1 + s²)).
    return NormalDist().inv_cdf(place) * sqrt(2 - weight**2) / weight, weight


@dataclass(frozen=True, eq=False)
class Drawn:
    """V possible videos: their places as normal scores (how well they hold, staying, watching), and the videos."""

    held: npt.NDArray[np.float64]
    videos: Videos


def drawn(belief: Belief, seconds: float, count: int, seed: int) -> Drawn:
    """`count` videos of that length as the belief allows; a belief of mean 0 and spread 1 gives all posts.

    The same seed draws the same luck: two beliefs differ by what is believed alone.
    """
    norm = norm_at(seconds)
    rng = np.random.default_rng([seed, 2])
    held = belief.mean + belief.spread * rng.standard_normal(count)
    own = rng.standard_normal((3, count))
    stay_z, watched_z, end_z = _COMMON * held + sqrt(1 - _COMMON**2) * own
    stay = sigmoid(logit(norm.stay) + np.float32(_STAY_LOGIT_SD) * stay_z.astype(np.float32))
    complete = sigmoid(logit(norm.finished / norm.played) + np.float32(_COMPLETE_SD) * end_z.astype(np.float32))
    watched = np.maximum(norm.watched + _WATCHED_SD * watched_z, 0.05).astype(np.float32)
    medians = np.array([*(rate.median for rate in ACTIONS), _FOLLOW[0], _NEGATIVE[0]])
    spreads = np.array([*(rate.log_sd for rate in ACTIONS), _FOLLOW[1], _NEGATIVE[1]])
    scores = rng.multivariate_normal(np.zeros(4), ACTION_CORRELATION, count, method="eigh")
    scores = np.concatenate([scores, rng.standard_normal((count, len(ACTED) - 4))], axis=1)
    rates = np.minimum(medians * np.exp(spreads * scores), 0.4).astype(np.float32)
    return Drawn(held, Videos(stay, complete, watched, rates, np.full(count, seconds, np.float32)))
