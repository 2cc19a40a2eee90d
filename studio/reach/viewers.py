"""A crowd of viewers, seeded: interests, patience, habits, language, country, and who is friends with whom.

That there are such people, and that interest and patience make them stay, is an assumption: no table of ours follows
single viewers. It must never stand for anybody real.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from studio.sentences import Sentence, say

__all__ = ["CROWD", "TOPICS", "TOPIC_WORDS", "Crowd", "Kind", "topics_of", "viewers"]

CROWD = 8192
"""How many viewers a crowd has unless told otherwise."""
Kind = Literal["stranger", "follower", "friend"]

TOPICS: dict[str, tuple[Sentence, str]] = {
    "dance": (say("Dance"), "danc choreo tanz"),
    "comedy": (say("Comedy"), "funny comedy joke prank meme humor humour lustig"),
    "music": (say("Music"), "music song singing singer guitar piano remix musik"),
    "food": (say("Food"), "food cook recipe bake kitchen eat dinner rezept"),
    "pets": (say("Pets"), "dog cat pet puppy kitten hund katze"),
    "plants": (say("Plants"), "plant flower garden bloom tulip seed pflanze"),
    "beauty": (say("Beauty"), "makeup beauty skincare hair nails"),
    "fashion": (say("Fashion"), "fashion ootd outfit dress sneaker"),
    "sport": (say("Sport"), "sport fitness gym workout football running yoga fussball"),
    "travel": (say("Travel"), "travel trip beach city hike vacation reise"),
    "games": (say("Games"), "game gaming minecraft fortnite roblox"),
    "learning": (say("Learning"), "learn tutorial tips science history explain lesson lernen"),
    "crafts": (say("Crafts"), "diy craft paper draw paint build wood art basteln"),
    "home": (say("Home"), "home house clean room decor tidy wohnung"),
    "cars": (say("Cars"), "cars driving motor racing auto"),
    "family": (say("Family"), "family baby kid mom dad wedding familie"),
}
"""Sixteen fields of interest with beginnings of words that speak of them: our own short list, an assumption."""
TOPIC_WORDS = {topic: tuple(beginnings.split()) for topic, (_, beginnings) in TOPICS.items()}
_LANGUAGES, _COUNTRIES = 12, 40
_FRIENDS = 8


def topics_of(text: str) -> npt.NDArray[np.float32] | None:
    """How much a text speaks of each of `TOPICS`, adding up to 1; None where it speaks of none that we know."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = np.array(
        [sum(word.startswith(TOPIC_WORDS[topic]) for word in words) for topic in TOPICS], dtype=np.float32
    )
    return counts / counts.sum() if counts.sum() else None


@dataclass(frozen=True, eq=False)
class Crowd:
    """`count` viewers: `interests` (N, topics) adding up to 1, `patience` and `habit` (how readily they act) as normal
    scores, `language` and `country` as numbers (0 the commonest), `friends` (N, 8) who knows whom."""

    seed: int
    interests: npt.NDArray[np.float32]
    patience: npt.NDArray[np.float32]
    habit: npt.NDArray[np.float32]
    language: npt.NDArray[np.int16]
    country: npt.NDArray[np.int16]
    friends: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.patience)

    def liking(self, topics: npt.NDArray[np.float32] | None) -> npt.NDArray[np.float32]:
        """How well each viewer fits a draft about `topics`, as normal scores: interest and patience alike. Without
        topics, patience alone tells them apart."""
        if topics is None:
            return self.patience
        match = self.interests @ topics
        # Ranks, so that the scores are normal whatever the topic.
        order = np.empty(len(match), np.int64)
        order[np.argsort(match, kind="stable")] = np.arange(len(match))
        fit = self._normal[order]
        return ((fit + self.patience) / np.float32(np.sqrt(2))).astype(np.float32)

    @cached_property
    def _normal(self) -> npt.NDArray[np.float32]:
        return np.sort(np.random.default_rng(0).standard_normal(len(self)).astype(np.float32))


def viewers(seed: int, count: int = CROWD) -> Crowd:
    """A crowd. The same seed gives the same people."""
    rng = np.random.default_rng([seed, 1])
    interests = rng.gamma(0.35, 1.0, (count, len(TOPICS))).astype(np.float32) + np.float32(1e-4)
    interests /= interests.sum(axis=1, keepdims=True)
    # Friends are near: in a ring, with a few far away (Watts and Strogatz, Nature 393, 1998).
    near = (np.arange(count)[:, None] + np.array([-3, -2, -1, 1, 2, 3, 4, 5])) % count
    far = rng.random((count, _FRIENDS)) < 0.1
    friends = np.where(far, rng.integers(0, count, (count, _FRIENDS)), near).astype(np.int32)
    return Crowd(
        seed,
        interests,
        rng.standard_normal(count).astype(np.float32),
        rng.standard_normal(count).astype(np.float32),
        np.minimum(rng.zipf(1.8, count) - 1, _LANGUAGES - 1).astype(np.int16),
        np.minimum(rng.zipf(1.5, count) - 1, _COUNTRIES - 1).astype(np.int16),
        friends,
    )
