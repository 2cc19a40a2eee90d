"""Posts and viewers whose taste moves, drawn from a seed: what a recommender can be tried on, since the truth is known.

A viewer likes three of sixteen topics and dislikes three; likes some authors and dislikes some, whatever they are
about. Every `EACH` swipes one liked topic cools and another warms. Authors and sounds are met by Zipf's law; most
items are met once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from studio.reach.recommender import Features
from studio.reach.viewers import TOPICS

NAMES = tuple(TOPICS)
EACH = 60
AUTHORS, SOUNDS = 300, 400
_FEELS = 3.2


class Swipe(NamedTuple):
    """A post, whether the viewer stayed, and how likely that really was."""

    features: Features
    stayed: bool
    chance: float


class Viewer:
    """One viewer with a seed; `swipes` never ends."""

    def __init__(self, seed: int, *, drifts: bool = True) -> None:
        self._rng = np.random.default_rng([seed, 77])
        self._drifts = drifts
        order = self._rng.permutation(len(NAMES))
        self.liked, self._cool = list(order[:3]), list(order[3:])
        self._disliked = set(order[3:6])
        self._of_authors = self._rng.normal(0, 0.8, AUTHORS)
        # What an author posts about: by chance, the same for every viewer.
        world = np.random.default_rng(5)
        self._topics = world.integers(0, len(NAMES), (AUTHORS, 2))
        self._shares = world.uniform(0.6, 1.0, AUTHORS)
        self._draw_author = _zipf(AUTHORS)
        self._draw_sound = _zipf(SOUNDS)

    def swipes(self) -> Iterator[Swipe]:
        rng, number = self._rng, 0
        while True:
            if self._drifts and number and number % EACH == 0:
                fresh = self._cool.pop(int(rng.integers(len(self._cool))))
                self._cool.append(self.liked.pop(0))
                self.liked.append(fresh)
                self._disliked.discard(fresh)
            # Half of what is shown is about what they like, or nobody would look at the feed.
            author = int(np.searchsorted(self._draw_author, rng.random()))
            if rng.random() < 0.35:
                near = np.flatnonzero(np.isin(self._topics[:, 0], self.liked))
                author = int(rng.choice(near)) if len(near) else author
            first, second = (int(topic) for topic in self._topics[author])
            share = float(self._shares[author])
            taste = sum(
                part * _FEELS * ((topic in self.liked) - (topic in self._disliked))
                for topic, part in ((first, share), (second, 1 - share))
            )
            chance = 1 / (1 + np.exp(-(taste - 0.3 + self._of_authors[author])))
            number += 1
            yield Swipe(
                Features(
                    f"i{number}" if rng.random() < 0.9 else f"i{number % 20}",
                    f"a{author}",
                    f"s{int(np.searchsorted(self._draw_sound, rng.random()))}",
                    ((NAMES[first], share), (NAMES[second], 1 - share)),
                ),
                bool(rng.random() < chance),
                float(chance),
            )


def _zipf(count: int) -> np.ndarray:
    weights = 1 / np.arange(1, count + 1) ** 0.9
    return np.cumsum(weights / weights.sum())


def auc(scores: list[float], stayed: list[bool]) -> float:
    """The chance that a post somebody stayed with is scored above one they did not."""
    values, truth = np.array(scores), np.array(stayed)
    good, bad = values[truth], values[~truth]
    above = (good[:, None] > bad[None, :]).mean() + 0.5 * (good[:, None] == bad[None, :]).mean()
    return float(above)
