"""A recommender that learns on this computer, at once, from every post that is swiped.

The ideas are those of Monolith (Liu and others, arXiv 2209.07663, 2022) at the size of a desktop: a table of rows in
which no two keys collide, keys that are admitted once they were met often enough and expire when they no longer are,
and updates that touch nothing but the rows of the post just seen. It must never open a file, read a clock or send
anything anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from math import isfinite
from sys import getsizeof
from typing import Literal

import msgspec
import numpy as np
import numpy.typing as npt

from studio.reach.policy import ACTIONS, Action

__all__ = ["ADMIT_AFTER", "EXPIRE_DAYS", "Features", "KeyKind", "Learned", "Recommender", "Row", "Snapshot", "is_sound"]

KeyKind = Literal["topic", "author", "sound", "item", "viewer"]
"""What a row can be about; `viewer` is how readily this viewer does anything at all."""
Floats = npt.NDArray[np.float32]

ADMIT_AFTER: Mapping[KeyKind, int] = {"viewer": 1, "topic": 1, "author": 2, "sound": 3, "item": 3}
"""How many times a key must be met until it gets a row. Topics are few and tell most; of items and sounds most are met
once and would only fill the table. Our judgement, tried on the generator in `tests/helpers/drifting_viewers.py`."""
EXPIRE_DAYS: Mapping[KeyKind, float] = {"viewer": 365, "topic": 180, "author": 60, "sound": 14, "item": 14}
"""After so many days without being met a row is given up: taste lasts, sounds and items do not. Our judgement."""

_STEP: Mapping[KeyKind, float] = {"viewer": 0.15, "topic": 2.0, "author": 0.5, "sound": 0.3, "item": 0.3}
_MEMORY = 0.96
"""What is left of a row's sum of squared slopes after each update, so that its steps never die out and it can follow
a taste that moves (AdaGrad with forgetting: RMSProp)."""
_PULL = 0.004
"""By which part a row is drawn to nothing with each update."""
_MOST_ROWS = 20_000
_CELLS = 8192
"""Cells of the sketch that counts keys without a row: 8 kB, whatever their number. Two keys in one cell are admitted
early at worst; rows are never shared."""
_SKETCH_FADES = 20_000
"""After so many counts the sketch is halved, so that it stays able to tell rare keys."""
_GROWS = 64
_MOST_LOGIT = 12.0
_HEADS = len(ACTIONS)


class Features(msgspec.Struct, frozen=True):
    """What the recommender knows of a post: ids, and the topics it is about with their parts (adding up to 1)."""

    item: str
    author: str
    sound: str = ""
    topics: tuple[tuple[str, float], ...] = ()


class Row(msgspec.Struct, frozen=True):
    """One row of the table: whose (`who`) and what it is about, how far it moves the log-odds of each of `ACTIONS`
    (float32), the sums of squared slopes (float32), how often it was met, and the day when last."""

    who: str
    kind: KeyKind
    name: str
    weights: bytes
    slopes: bytes
    met: int
    day: float


class Snapshot(msgspec.Struct, frozen=True):
    """All that was learned, as a value: `updates` is how many posts taught it, `sketch` how often keys without a row
    were met."""

    rows: tuple[Row, ...] = ()
    sketch: bytes = b""
    counted: int = 0
    updates: int = 0


class Learned(msgspec.Struct, frozen=True):
    """One thing it learned: `weight` is how far it moves the log-odds that this viewer stays, and `part` is the chance
    to stay with a post that has nothing else to it (0 to 1); from so many meetings."""

    kind: KeyKind
    name: str
    weight: float
    part: float
    met: int


_Key = tuple[str, KeyKind, str]


def _keys(who: str, features: Features) -> tuple[list[_Key], list[float]]:
    """The keys of a post for one viewer, and how strongly each is there."""
    keys: list[_Key] = [(who, "viewer", "")]
    parts = [1.0]
    for topic, part in features.topics:
        keys.append((who, "topic", topic))
        parts.append(part)
    names: tuple[tuple[KeyKind, str], ...] = (
        ("author", features.author),
        ("sound", features.sound),
        ("item", features.item),
    )
    for kind, name in names:
        if name:
            keys.append((who, kind, name))
            parts.append(1.0)
    return keys, parts


class Recommender:
    """What viewers are likely to do with a post, learned from what they did. One thread owns it; `snapshot` is a value.

    The table is a dict from key to place in arrays, so that no key ever shares a row with another, whatever their
    number: the arrays grow, and places of keys that expired are used again. The dict's order is that of the last
    meeting.
    """

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        self._places: dict[_Key, int] = {}
        self._free: list[int] = []
        self._weights = np.zeros((_GROWS, _HEADS), np.float32)
        self._slopes = np.zeros((_GROWS, _HEADS), np.float32)
        self._met = np.zeros(_GROWS, np.uint32)
        self._day = np.zeros(_GROWS, np.float64)
        self._sketch = np.zeros(_CELLS, np.uint8)
        self._counted = 0
        self.updates = 0
        if snapshot is not None:
            self._restore(snapshot)

    def __len__(self) -> int:
        """How many keys have rows."""
        return len(self._places)

    @property
    def memory_bytes(self) -> int:
        """What the table takes: arrays, dict and keys, as Python counts them."""
        used = len(self._places) * (2 * self._weights.itemsize * _HEADS + self._met.itemsize + self._day.itemsize)
        keys = sum(getsizeof(key) + getsizeof(key[2]) for key in self._places)
        return used + keys + getsizeof(self._places) + self._sketch.nbytes

    # -- asking

    def chances(self, who: str, features: Features, prior: Floats | None = None) -> Floats:
        """The chance of each of `ACTIONS` (0 to 1). `prior`: log-odds before anything was learned (0 if None)."""
        keys, parts = _keys(who, features)
        return _logistic(self._logit(keys, parts, prior))

    def _logit(self, keys: list[_Key], parts: list[float], prior: Floats | None) -> Floats:
        total = np.zeros(_HEADS, np.float32) if prior is None else prior.astype(np.float32)
        for key, part in zip(keys, parts, strict=True):
            place = self._places.get(key)
            if place is not None:
                total = total + np.float32(part) * self._weights[place]
        return total

    def learned(self, who: str) -> tuple[Learned, ...]:
        """What it learned about a viewer, the most telling first."""
        usual = self._places.get((who, "viewer", ""))
        base = float(self._weights[usual, 0]) if usual is not None else 0.0
        found = []
        for (whose, kind, name), place in self._places.items():
            if whose == who and kind != "viewer":
                weight = float(self._weights[place, 0])
                part = float(_logistic(np.array([base + weight], np.float32))[0])
                found.append(Learned(kind, name, weight, part, int(self._met[place])))
        return tuple(sorted(found, key=lambda one: (-abs(one.weight), one.kind, one.name)))

    # -- learning

    def learn(
        self, who: str, features: Features, acts: Mapping[Action, float], day: float, prior: Floats | None = None
    ) -> None:
        """Learn from what a viewer did with a post: what is in `acts` (0 to 1), and that they did nothing else.

        `day` counts days from any beginning. Only the rows of this post change.
        """
        keys, parts = _keys(who, features)
        wanted = np.array([acts.get(action, 0.0) for action in ACTIONS], np.float32)
        slope = _logistic(self._logit(keys, parts, prior)) - wanted
        for key, part in zip(keys, parts, strict=True):
            place = self._admitted(key)
            if place is None:
                continue
            mine = np.float32(part) * slope
            self._slopes[place] = np.float32(_MEMORY) * self._slopes[place] + mine * mine
            step = np.float32(_STEP[key[1]]) / np.sqrt(np.float32(1.0) + self._slopes[place])
            self._weights[place] = np.float32(1 - _PULL) * self._weights[place] - step * mine
            self._met[place] += 1
            self._day[place] = day
        self.updates += 1

    def _admitted(self, key: _Key) -> int | None:
        """Where the row of a key is; it gets one as soon as it was met often enough."""
        place = self._places.pop(key, None)
        if place is None:
            wanted = ADMIT_AFTER[key[1]]
            if wanted > 1 and self._count(key) < wanted:
                return None
            if len(self._places) >= _MOST_ROWS:
                self._drop(next(iter(self._places)))
            place = self._free.pop() if self._free else len(self._places)
            self._make_room(place)
            self._met[place] = wanted - 1
        self._places[key] = place
        return place

    def _make_room(self, place: int) -> None:
        size = len(self._weights)
        if place >= size:
            self._weights = np.concatenate([self._weights, np.zeros((size, _HEADS), np.float32)])
            self._slopes = np.concatenate([self._slopes, np.zeros((size, _HEADS), np.float32)])
            self._met = np.concatenate([self._met, np.zeros(size, np.uint32)])
            self._day = np.concatenate([self._day, np.zeros(size, np.float64)])

    def _count(self, key: _Key) -> int:
        """How often a key without a row was met, this time too (a count-min sketch of two cells for each key)."""
        digest = blake2b("\x1f".join(key).encode(), digest_size=8).digest()
        cells = [int.from_bytes(digest[:4], "big") % _CELLS, int.from_bytes(digest[4:], "big") % _CELLS]
        least = min(255, int(self._sketch[cells].min()) + 1)
        self._sketch[cells] = np.maximum(self._sketch[cells], np.uint8(least))
        self._counted += 1
        if self._counted >= _SKETCH_FADES:
            self._sketch //= 2
            self._counted = 0
        return least

    def expire(self, day: float) -> int:
        """Give up what was not met for `EXPIRE_DAYS`; how many keys that were."""
        gone = [key for key, place in self._places.items() if day - self._day[place] > EXPIRE_DAYS[key[1]]]
        for key in gone:
            self._drop(key)
        return len(gone)

    def forget(self, who: str | None = None) -> None:
        """Erase what was learned about one viewer, or about all: nothing of it is left."""
        for key in [key for key in self._places if who is None or key[0] == who]:
            self._drop(key)
        self._sketch[:] = 0
        self._counted = 0
        if not self._places:
            self.updates = 0

    def _drop(self, key: _Key) -> None:
        place = self._places.pop(key)
        self._free.append(place)
        self._weights[place] = self._slopes[place] = 0

    # -- as a value

    def snapshot(self) -> Snapshot:
        """All that was learned, as a value that never changes."""
        rows = tuple(
            Row(*key, self._weights[place].tobytes(), self._slopes[place].tobytes(), int(self._met[place]),
                float(self._day[place]))
            for key, place in self._places.items()
        )  # fmt: skip
        return Snapshot(rows, self._sketch.tobytes() if self._counted else b"", self._counted, self.updates)

    def _restore(self, snapshot: Snapshot) -> None:
        for place, row in enumerate(snapshot.rows[-_MOST_ROWS:]):
            self._make_room(place)
            self._places[row.who, row.kind, row.name] = place
            self._weights[place] = np.frombuffer(row.weights, np.float32)
            self._slopes[place] = np.frombuffer(row.slopes, np.float32)
            self._met[place], self._day[place] = row.met, row.day
        if snapshot.sketch:
            self._sketch = np.frombuffer(snapshot.sketch, np.uint8).copy()
        self._counted, self.updates = snapshot.counted, snapshot.updates


def is_sound(snapshot: Snapshot) -> bool:
    """Whether a snapshot from elsewhere can be used: its arrays are as long as they must be, its numbers finite, no key
    is there twice."""
    size = 4 * _HEADS
    if len({(row.who, row.kind, row.name) for row in snapshot.rows}) != len(snapshot.rows):
        return False
    if snapshot.sketch and len(snapshot.sketch) != _CELLS:
        return False
    if not 0 <= snapshot.counted <= _SKETCH_FADES or snapshot.updates < 0:
        return False
    for row in snapshot.rows:
        if len(row.weights) != size or len(row.slopes) != size or not 0 <= row.met < 2**32 or not isfinite(row.day):
            return False
        slopes = np.frombuffer(row.slopes, np.float32)
        if not np.isfinite(np.frombuffer(row.weights, np.float32)).all() or not (slopes >= 0).all():
            return False
    return True


def _logistic(logit: Floats) -> Floats:
    clipped = np.clip(logit, -_MOST_LOGIT, _MOST_LOGIT)
    return (1 / (1 + np.exp(-clipped))).astype(np.float32)
