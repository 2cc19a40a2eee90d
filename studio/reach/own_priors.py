"""What a creator's own posts taught: how many views are usual and how far they spread, and how viewers act.

Kept for each platform by itself, as one small file of sums. It must never hold a post, a title or a name, and never
leave the machine.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.files.atomic import write_whole
from studio.reach.forecast import Known
from studio.reach.own_posts import OwnPost, OwnPosts
from studio.sentences import Refused, say

__all__ = [
    "HALF_LIFE_DAYS", "RATE_FIELDS", "Beta", "OwnPriors", "PlatformPriors", "forget_priors", "keep_priors", "known_for",
    "log_views_of", "middle_and_spread", "priors_of", "read_priors", "weights_of",
]  # fmt: skip

Floats = NDArray[np.float64]
HALF_LIFE_DAYS = 180.0
"""After so long a post counts half: our judgement, for audiences and platforms change; not measured."""
_VIEWERS_A_POST = 100.0
"""As so many viewers a post counts at most: posts differ by more than chance among viewers explains. Our judgement."""
_LEAST_SPREAD, _MOST_SPREAD = 0.2, 1.5
RATE_FIELDS = ("stay", "complete", "watched", "likes", "comments", "shares", "saves", "follows")
_PARTS = ("stay", "complete", "watched")
_VERSION = 1
_MOST_BYTES = 1 << 20


class Beta(msgspec.Struct, frozen=True):
    """What is known of a rate: viewers who did it and who did not, counted with decay, half a viewer each to begin
    with (Jeffreys' prior)."""

    did: float = 0.5
    did_not: float = 0.5

    @property
    def mean(self) -> float:
        """The expected rate, 0 to 1."""
        return self.did / (self.did + self.did_not)


class PlatformPriors(msgspec.Struct, frozen=True):
    """What the posts of one platform taught. `log10_median` and `log10_spread` are of views, with decay; `worth` is how
    many fresh posts their weights add up to; `rates` are per view, only those that files told."""

    posts: int
    worth: float
    log10_median: float
    log10_spread: float
    newest: datetime | None
    rates: dict[str, Beta]


class OwnPriors(msgspec.Struct, frozen=True):
    """What all files taught, by platform, and when they were read."""

    platforms: dict[str, PlatformPriors]
    learned: datetime
    version: int = _VERSION


_decoder = msgspec.json.Decoder(OwnPriors)


def weights_of(posts: Sequence[OwnPost]) -> Floats:
    """What each post counts (N,): half after each half-life before the newest; 1 where no date is known."""
    newest = max((post.posted for post in posts if post.posted is not None), default=None)
    days = [
        0.0 if newest is None or post.posted is None else (newest - post.posted).total_seconds() / 86_400
        for post in posts
    ]
    return np.asarray(0.5 ** (np.array(days) / HALF_LIFE_DAYS))


def log_views_of(posts: Iterable[OwnPost]) -> Floats:
    """The decimal logarithm of views (N,)."""
    return np.log10([max(post.views, 1.0) for post in posts])


def middle_and_spread(values: Floats, weights: Floats) -> tuple[float, float]:
    """The weighted median of values (N,), and their weighted standard deviation, held within reason."""
    order = np.argsort(values, kind="stable")
    ordered, summed = values[order], np.cumsum(weights[order])
    half = summed[-1] / 2
    place = int(np.searchsorted(summed, half))
    middle = float(ordered[place])
    if place + 1 < len(ordered) and math.isclose(summed[place], half):
        middle = float((ordered[place] + ordered[place + 1]) / 2)
    if len(values) < 2:
        return middle, _MOST_SPREAD
    mean = float(np.average(values, weights=weights))
    spread = math.sqrt(float(np.average((values - mean) ** 2, weights=weights)))
    return middle, min(max(spread, _LEAST_SPREAD), _MOST_SPREAD)


def priors_of(found: OwnPosts, learned: datetime | None = None) -> OwnPriors:
    """What these posts teach."""
    return OwnPriors(
        {platform: _of_platform(found.of(platform)) for platform in found.platforms}, learned or datetime.now(UTC)
    )


def _of_platform(posts: Sequence[OwnPost]) -> PlatformPriors:
    weights = weights_of(posts)
    middle, spread = middle_and_spread(log_views_of(posts), weights)
    rates = {field: beta for field in RATE_FIELDS if (beta := _beta(posts, weights, field)) is not None}
    newest = max((post.posted for post in posts if post.posted is not None), default=None)
    return PlatformPriors(len(posts), float(weights.sum()), middle, spread, newest, rates)


def _beta(posts: Sequence[OwnPost], weights: Floats, field: str) -> Beta | None:
    did, did_not, told = 0.5, 0.5, False
    for post, weight in zip(posts, weights.tolist(), strict=True):
        value: float | None = getattr(post, field)
        if value is None:
            continue
        rate = min(max(value if field in _PARTS else value / post.views, 0.0), 1.0)
        viewers = weight * min(post.views, _VIEWERS_A_POST)
        did, did_not, told = did + viewers * rate, did_not + viewers * (1 - rate), True
    return Beta(did, did_not) if told else None


def known_for(priors: OwnPriors | None, platforms: Sequence[str], followers: int | None, kept: bool = False) -> Known:
    """What is usual for the creator on one of `platforms`; where a policy names none, where they have most posts. Posts
    of a file that names no platform are taken as of any; those of another platform teach nothing about this one.
    `kept`: whether the priors were kept from before."""
    there = {} if priors is None else priors.platforms
    names = [name for name in (*platforms, "") if name in there]
    if not platforms and there:
        names = [max(there, key=lambda name: (there[name].posts, name))]
    if not names:
        return Known(followers=followers, kept=kept, elsewhere=sum(one.posts for one in there.values()))
    found = there[names[0]]
    return Known(followers, found.posts, 10**found.log10_median, found.log10_spread, kept)


def keep_priors(priors: OwnPriors, file: Path) -> None:
    """Keep what was learned, in place of what was kept before. Raises `FileRefused` when the disk refuses."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, msgspec.json.format(msgspec.json.encode(priors), indent=1))


def read_priors(file: Path) -> OwnPriors | None:
    """What was kept; None where nothing was. Raises `Refused` when it cannot be read."""
    try:
        with file.open("rb") as source:
            found = _decoder.decode(source.read(_MOST_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        raise _unreadable(file) from None
    numbers = [
        number
        for one in found.platforms.values()
        for number in (one.posts, one.worth, one.log10_median, one.log10_spread)
    ]
    if found.version != _VERSION or not all(math.isfinite(number) and abs(number) < 1e9 for number in numbers):
        raise _unreadable(file)
    if any(one.posts < 1 or one.log10_spread <= 0 or abs(one.log10_median) > 13 for one in found.platforms.values()):
        raise _unreadable(file)
    return found


def _unreadable(file: Path) -> Refused:
    return Refused(
        say(
            "What was learned from your posts (“{name}”) cannot be read. Calibrate again, or forget it.", name=file.name
        )
    )


def forget_priors(file: Path) -> bool:
    """Erase what was learned; whether there was anything. Raises `Refused` when the disk refuses."""
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    except OSError:
        raise Refused(say("“{name}” could not be erased.", name=file.name)) from None
    return True
