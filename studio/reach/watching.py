"""Many viewers watching many videos: quick skip, bulk, completion, replays, and what they do then. All in arrays.

Watching is a mixture as in EGMN (arXiv 2508.12665): those who swipe away at once leave after an exponential time, a
bulk leaves around a part of the length, some see the end, and of these some see it again (geometric). Actions come
with what was watched. Mean values are those asked for; the shape between them is an assumption. It must never loop over
viewers or videos, and never hold more than a piece of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from studio.reach.policy import ACTIONS

__all__ = ["ACTED", "SKIP_S", "Audience", "Videos", "Watched", "logit", "shape_of", "sigmoid", "watch"]

Numbers = npt.NDArray[np.float32]
ACTED = ("like", "comment", "share", "save", "follow", "negative")
"""What `Videos.rates` has columns for."""
SKIP_S = 1.2
"""After how many seconds those who swipe away at once are gone, on average: an assumption."""
_STAY_SPREAD, _END_SPREAD = 0.9, 0.7
"""How much a viewer's liking moves the odds of staying and of seeing the end: assumptions."""
_BULK_SPREAD = 0.2
_ACT_SPREAD = 0.5
_PIECE = 1 << 17
_MOST_REPLAYS = 0.6


def sigmoid(x: Numbers) -> Numbers:
    """1 / (1 + e^-x)."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)


def logit(p: npt.ArrayLike) -> Numbers:
    """The log odds of a share, kept off 0 and 1."""
    kept = np.clip(np.asarray(p, dtype=np.float64), 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Videos:
    """V videos: `stay` (V,) who does not swipe away, `complete` (V,) who of these sees the end, `watched` (V,) which
    part those who stay watch on average (above 1 with replays), all for viewers it suits; `rates` (V, 6) actions a
    view in the order of `ACTED`; `seconds` (V,) their lengths."""

    stay: Numbers
    complete: Numbers
    watched: Numbers
    rates: Numbers
    seconds: Numbers

    def __len__(self) -> int:
        return len(self.stay)

    def some(self, which: slice | npt.NDArray[np.int64]) -> Videos:
        """Some of them, by their numbers."""
        return Videos(*(getattr(self, name)[which] for name in ("stay", "complete", "watched", "rates", "seconds")))


class Audience(NamedTuple):
    """N viewers of each video: `liking` (N,) as normal scores, `away` (N,) how far the odds of staying and of seeing
    the end are below those of a matched viewer (0; negative for those shown at random), `close` (N,) how many times
    the usual they act (followers and friends more)."""

    liking: Numbers
    away: Numbers
    close: Numbers


class Watched(NamedTuple):
    """What came of it: `rates` (V, 10) in the order of `ACTIONS`, per viewer (`watch` as a part of the length), and
    `counts` (V, 10) the same as sums."""

    rates: npt.NDArray[np.float64]
    counts: npt.NDArray[np.float64]


def watch(videos: Videos, audience: Audience, seed: int, *, workers: int = 2) -> Watched:
    """Every viewer of the audience watches every video. The same seed gives the same, however many workers there are.

    With the same seed and audience, two sets of videos meet the same viewers in the same mood: they can be compared in
    pairs.
    """
    count = len(audience.liking)
    each = max(1, _PIECE // count)
    pieces = [(number, slice(first, first + each)) for number, first in enumerate(range(0, len(videos), each))]

    def run(piece: tuple[int, slice]) -> npt.NDArray[np.float64]:
        rng = np.random.Generator(np.random.SFC64([seed, piece[0]]))
        return _watch(videos.some(piece[1]), audience, rng)

    found: Iterator[npt.NDArray[np.float64]]
    if workers > 1 and len(pieces) > 1:
        with ThreadPoolExecutor(workers) as pool:
            found = iter(list(pool.map(run, pieces)))
    else:
        found = map(run, pieces)
    counts = np.concatenate(list(found))
    return Watched(counts / count, counts)


def _wide(p: Numbers, spread: float) -> Numbers:
    """The log odds around which odds that differ by `spread` give `p` on average (MacKay's probit approximation)."""
    return np.asarray(logit(p) * np.sqrt(1 + np.pi * spread**2 / 8), dtype=np.float32)


def shape_of(videos: Videos) -> tuple[Numbers, Numbers]:
    """Which part the bulk watches on average (V,), and the chance of one more replay (V,), so that the average comes
    out as asked."""
    complete, watched = videos.complete, videos.watched
    bulk = np.clip((watched - complete) / np.maximum(1 - complete, 1e-3), 0.05, 0.92)
    more = np.maximum(0, watched - complete - (1 - complete) * bulk) / np.maximum(complete, 1e-3)
    return bulk.astype(np.float32), np.minimum(more / (1 + more), _MOST_REPLAYS).astype(np.float32)


def _watch(videos: Videos, audience: Audience, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """(V, 10) sums over the audience."""
    size = (len(videos), len(audience.liking))

    def chance() -> Numbers:
        return rng.random(size, dtype=np.float32)

    pull = _STAY_SPREAD * audience.liking + audience.away
    stays = chance() < sigmoid(_wide(videos.stay, _STAY_SPREAD)[:, None] + pull)
    end_pull = _END_SPREAD * audience.liking + audience.away * np.float32(0.5)
    # Those who stay like it more than most: without this, more of them would see the end than asked.
    shift = _END_SPREAD * _STAY_SPREAD * (1 - videos.stay)
    ends = chance() < sigmoid((_wide(videos.complete, _END_SPREAD) - shift)[:, None] + end_pull)
    ends &= stays
    bulk, again = shape_of(videos)
    share = chance()
    share -= np.float32(0.5)
    share *= np.float32(_BULK_SPREAD * 12**0.5)
    share += bulk[:, None]
    np.clip(share, 0.02, 1.0, out=share)
    spare = chance()
    # One number serves both: it decides on replays among those who end, on the moment of leaving among those who skip.
    skipped = np.minimum(-np.log1p(-spare) * (np.float32(SKIP_S) / videos.seconds)[:, None], share)
    log_again = np.log(np.maximum(again, np.float32(1e-9)))[:, None]
    replays = np.floor(np.log(np.maximum(spare, np.float32(1e-9))) / log_again)
    share = np.where(ends, 1 + replays, np.where(stays, share, skipped))
    rewatched = ends & (spare < again[:, None])
    sums = np.empty((len(videos), len(ACTIONS)), np.float64)
    sums[:, 0] = np.count_nonzero(stays, axis=1)
    sums[:, 1] = share.sum(axis=1)
    sums[:, 2] = np.count_nonzero(ends, axis=1)
    sums[:, 3] = np.count_nonzero(rewatched, axis=1)
    _act(videos, audience, share, stays, rng, sums)
    return sums


def _act(
    videos: Videos, audience: Audience, share: Numbers, stays: npt.NDArray[np.bool_], rng: np.random.Generator,
    sums: npt.NDArray[np.float64],
) -> None:  # fmt: skip
    """Who likes, comments, shares, saves and follows, the more the more was watched; who swiped away may be not
    interested. One number decides on all: no viewer does two rare things by chance alone."""
    readiness = np.minimum(share, np.float32(1.5))
    readiness *= np.exp(np.float32(_ACT_SPREAD) * audience.liking)
    # The rates are those of a usual audience: what is close acts more on top of it.
    readiness /= np.maximum(readiness.mean(axis=1, keepdims=True), np.float32(1e-3))
    readiness *= audience.close
    number = rng.random(share.shape, dtype=np.float32)
    edge = np.zeros_like(readiness)
    reached = np.zeros(len(videos))
    for column in range(len(ACTED) - 1):
        edge += videos.rates[:, column, None] * readiness
        upto = np.count_nonzero(number < edge, axis=1)
        sums[:, 4 + column] = upto - reached
        reached = upto
    left = np.maximum(1 - stays.mean(axis=1), 0.02)
    unhappy = (number > 1 - (videos.rates[:, 5] / left)[:, None]) & ~stays
    sums[:, 9] = np.count_nonzero(unhappy, axis=1)
