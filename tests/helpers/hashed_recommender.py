"""The same learning over a table with the hash trick: every key has the row its hash says, shared with whoever else."""

from __future__ import annotations

from zlib import crc32

import numpy as np

from studio.reach import recommender
from studio.reach.recommender import Features


class HashedRecommender:
    """As many rows as fit into so many bytes: each has weights and slopes for all acts, as in the table without
    collisions, and no keys."""

    def __init__(self, memory_bytes: int) -> None:
        self.rows = max(1, memory_bytes // (2 * 4 * len(recommender.ACTIONS)))
        self._weights = np.zeros(self.rows)
        self._slopes = np.zeros(self.rows)

    def _places(self, features: Features) -> list[tuple[int, str, float]]:
        keys, parts = recommender._keys("p", features)
        return [
            (crc32("\x1f".join(key).encode()) % self.rows, key[1], part) for key, part in zip(keys, parts, strict=True)
        ]

    def stays(self, features: Features) -> float:
        """The chance that they stay."""
        logit = sum(part * self._weights[place] for place, _, part in self._places(features))
        return float(1 / (1 + np.exp(-np.clip(logit, -12, 12))))

    def learn(self, features: Features, stayed: bool) -> None:
        """The very same update."""
        slope = self.stays(features) - stayed
        for place, kind, part in self._places(features):
            mine = part * slope
            self._slopes[place] = recommender._MEMORY * self._slopes[place] + mine * mine
            step = recommender._STEP[kind] / np.sqrt(1 + self._slopes[place])
            self._weights[place] = (1 - recommender._PULL) * self._weights[place] - step * mine
