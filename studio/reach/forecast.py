"""The forecast: a draft's cold start played many times, as ranges, with what carried it and how much was luck.

It is a model, not the platform. It must never give one number alone, nor views where too few own posts are known.
"""

from __future__ import annotations

from math import exp, log
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from studio.reach.belief import Belief, believed, described, drawn
from studio.reach.cold_start import Played, Ranking, audience_of, mix_of, play
from studio.reach.norms import Norm, norm_at
from studio.reach.policy import ACTIONS, Action, Policy
from studio.reach.signals import Signals
from studio.reach.viewers import TOPICS, Crowd, topics_of
from studio.reach.watching import SKIP_S, Audience, Videos, shape_of
from studio.sentences import Sentence, say

__all__ = [
    "LEAST_POSTS", "MODEL_WORDS", "Carried", "Forecast", "Known", "Moment", "PoolChance", "Range", "comparable",
    "forecast", "luckless",
]  # fmt: skip

Real = npt.NDArray[np.float64]

LEAST_POSTS = 10
"""Views are told as a number only from so many own posts on."""
MODEL_WORDS = say("A model, not the platform.")
_DRAFTS, _REPLAYS = 300, 5
_COMPARABLE = 3000
_BARS = 20
_SECONDS_SHOWN = 120


class Range(msgspec.Struct, frozen=True):
    """A middle, and between what eight of ten replays fall."""

    middle: float
    low: float
    high: float


class PoolChance(msgspec.Struct, frozen=True):
    """A pool: its viewers, the chance (0 to 1) of the draft to be shown to it, and that of a comparable post."""

    viewers: int
    chance: float
    usual: float


class Carried(msgspec.Struct, frozen=True):
    """What a term added to the place of the draft in its first pool, in standard deviations: on average, and between
    what eight of ten replays fall."""

    action: Action
    added: Range


class Moment(msgspec.Struct, frozen=True):
    """The part of viewers still watching at a second: of the draft (eight of ten between `low` and `high`), and of
    comparable posts."""

    second: float
    watching: float
    low: float
    high: float
    usual: float


class Known(msgspec.Struct, frozen=True):
    """What is known of the creator: followers, how many own posts, the median of their views, and how far their
    logarithms (base 10) spread."""

    followers: int | None = None
    posts: int = 0
    median_views: float | None = None
    spread_log10: float = 0.68
    """Within one creator, over TikTok posts found by search (reach.md section 4)."""
    kept: bool = False
    """Whether it was learned before and kept, not read from a file just now."""
    elsewhere: int = 0
    """How many own posts are known on other platforms, which tell nothing about this one."""


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What the model says. Parts are from 0 to 1; `percentile` is the place among comparable posts, of the same length
    on the same platform; `multiple` how many times the usual reach; `views` None with fewer than ten own posts.

    `luck` is the part of the spread (of ranks) that comes of playing the same video again. `histogram` counts replays
    by place among comparable posts, in twenty parts. `reached` are the parts of viewers by how they came.
    `among_all` is the place among TikTok posts of all authors, by caption, length and followers, where these are known.
    """

    policy: str
    policy_name: str
    policy_date: str
    seed: int
    seconds: float
    replays: int
    stay: Range
    watched: Range
    complete: Range
    curve: tuple[Moment, ...]
    pools: tuple[PoolChance, ...]
    percentile: Range
    multiple: Range
    views: Range | None
    posts_known: int
    better_than_usual: bool
    worse_than_usual: bool
    luck: float
    histogram: tuple[int, ...]
    carried: tuple[Carried, ...]
    reached: tuple[tuple[str, float], ...]
    topics: tuple[tuple[str, float], ...]
    half_days: float
    burst: bool
    parts: tuple[tuple[str, float], ...]
    among_all: Range | None = None
    posts_kept: bool = False
    """Whether the own posts were learned before and kept (`decollage calibrate`)."""
    posts_elsewhere: int = 0

    @property
    def verdict(self) -> Sentence:
        """The headline, which claims no more than the range does."""
        if self.better_than_usual:
            return say("Better than your average, by this model.") if self.posts_known else _BETTER
        if self.worse_than_usual:
            return say("Below your average, by this model.") if self.posts_known else _WORSE
        return say("No better than your average, as far as this model can tell.") if self.posts_known else _NEITHER


_BETTER = say("Better than most comparable posts, by this model.")
_WORSE = say("Below most comparable posts, by this model.")
_NEITHER = say("No better than the average of comparable posts, as far as this model can tell.")


class Bank(NamedTuple):
    """The posts a draft is compared with, played."""

    ranking: tuple[Ranking, ...]
    reach: Real
    played: Played
    audience: Audience


def comparable(policy: Policy, crowd: Crowd, seconds: float, topics: npt.NDArray[np.float32] | None, seed: int) -> Bank:
    """Posts of that length, as they usually are, in their cold start."""
    norm = norm_at(seconds)
    audience = audience_of(crowd, policy, norm, topics, seed)
    usual = drawn(Belief(0.0, 1.0, ()), seconds, _COMPARABLE, seed + 7)
    chance = np.random.default_rng([seed, 5]).standard_normal(_COMPARABLE)
    played = play(policy, norm, usual.videos, chance, audience, seed)
    return Bank(played.rankings, np.sort(played.reach), played, audience)


def luckless(belief: Belief, seconds: float, seed: int) -> Videos:
    """The videos a draft may be, each once for every replay: drafts of the belief, each replayed."""
    videos = drawn(belief, seconds, _DRAFTS, seed + 13).videos
    return videos.some(np.repeat(np.arange(_DRAFTS), _REPLAYS))


def forecast(
    signals: Signals,
    policy: Policy,
    crowd: Crowd,
    seed: int,
    *,
    known: Known | None = None,
    challenge: bool = False,
) -> Forecast:
    """The draft's cold start under a policy. `challenge`: content of a challenge that the platform's people push.

    The same seed gives the same forecast.
    """
    seconds = max(float(signals.length), 1.0)
    norm, known = norm_at(seconds), known or Known()
    topics = topics_of(signals.words.everything)
    bank = comparable(policy, crowd, seconds, topics, seed)
    belief = believed(signals, *(described(signals.words) or (None, 0.0)))
    videos = luckless(belief, seconds, seed)
    chance = np.random.default_rng([seed, 6]).standard_normal(len(videos))
    played = play(policy, norm, videos, chance, bank.audience, seed + 1, bank.ranking, boosted=challenge)
    places = np.searchsorted(bank.reach, played.reach) / len(bank.reach)
    percentile = _range(places)
    multiple = _range(played.reach / float(np.median(bank.reach)))
    return Forecast(
        policy=policy.id,
        policy_name=policy.name,
        policy_date=policy.date,
        seed=seed,
        seconds=seconds,
        replays=len(videos),
        stay=_range(videos.stay),
        watched=_range(videos.watched),
        complete=_range(videos.complete),
        curve=_curve(videos, norm, seconds),
        pools=_pools(policy, played, bank.played),
        percentile=percentile,
        multiple=multiple,
        views=_views(percentile, known),
        posts_known=known.posts,
        posts_kept=known.kept,
        posts_elsewhere=known.elsewhere,
        better_than_usual=percentile.low > 0.5,
        worse_than_usual=percentile.high < 0.5,
        luck=_luck(places),
        histogram=tuple(int(count) for count in np.histogram(places, _BARS, (0, 1))[0]),
        carried=_carried(policy, played),
        reached=_reached(policy, played),
        topics=_topics(topics),
        half_days=policy.growth.half_days.value,
        burst=policy.growth.half_days.value <= 3,
        parts=belief.parts,
        among_all=_among_all(signals, known),
    )


def _among_all(signals: Signals, known: Known) -> Range | None:
    words = " ".join((signals.words.caption, *(f"#{tag}" for tag in signals.words.hashtags))).strip()
    if known.followers is None and not words:
        return None
    from studio.reach.popularity import Draft, popularity_of

    draft = Draft(caption=words, duration_s=float(signals.length), followers=known.followers)
    standing = popularity_of(draft)
    return Range(standing.percentile, standing.low, standing.high)


def _range(values: npt.ArrayLike) -> Range:
    low, middle, high = np.quantile(np.asarray(values, float), (0.1, 0.5, 0.9))
    return Range(float(middle), float(low), float(high))


def _pools(policy: Policy, played: Played, usual: Played) -> tuple[PoolChance, ...]:
    return tuple(
        PoolChance(size, float((played.passed >= number).mean()), float((usual.passed >= number).mean()))
        for number, size in enumerate(policy.pools.sizes.value)
    )


def _luck(places: Real) -> float:
    """The part of the spread of places that comes of replaying the same video."""
    table = places.reshape(_DRAFTS, _REPLAYS)
    whole = float(table.var())
    return float(table.var(axis=1, ddof=1).mean()) / whole if whole > 0 else 1.0


def _carried(policy: Policy, played: Played) -> tuple[Carried, ...]:
    found = [Carried(name, _range(played.terms[:, ACTIONS.index(name)])) for name in policy.terms]
    means = {name: abs(float(played.terms[:, ACTIONS.index(name)].mean())) for name in policy.terms}
    return tuple(sorted(found, key=lambda one: -means[one.action]))


def _reached(policy: Policy, played: Played) -> tuple[tuple[str, float], ...]:
    """Who the viewers of a replay were, on average: the viewers of each pool it was shown to, by the pool's mix."""
    sizes = np.array(policy.pools.sizes.value, float)
    mixes = np.array([mix_of(policy, pool) for pool in range(len(sizes))])
    upto = np.cumsum(sizes[:, None] * mixes, axis=0) / np.cumsum(sizes)[:, None]
    followers, friends, exploring = upto[np.minimum(played.passed, len(sizes) - 1)].mean(axis=0).tolist()
    strangers = 1 - followers - friends
    return (
        ("matched strangers", strangers * (1 - exploring)),
        ("other strangers", strangers * exploring),
        ("followers", followers),
        ("friends", friends),
    )


def _topics(topics: npt.NDArray[np.float32] | None) -> tuple[tuple[str, float], ...]:
    if topics is None:
        return ()
    found = sorted(zip(TOPICS, topics.tolist(), strict=True), key=lambda one: -one[1])
    return tuple((topic, share) for topic, share in found[:3] if share > 0)


def _views(percentile: Range, known: Known) -> Range | None:
    """Views after a week, from the places of the draft among the creator's own posts; a log-normal spread."""
    if known.posts < LEAST_POSTS or known.median_views is None:
        return None
    from statistics import NormalDist

    normal, spread = NormalDist(), known.spread_log10 * log(10)

    def at(place: float) -> float:
        return known.median_views * exp(spread * normal.inv_cdf(min(max(place, 0.01), 0.99)))  # type: ignore[operator]

    return Range(at(percentile.middle), at(percentile.low), at(percentile.high))


def _curve(videos: Videos, norm: Norm, seconds: float) -> tuple[Moment, ...]:
    """Who is still watching, second by second. Its ends come from data; its shape between them is an assumption."""
    count = min(_SECONDS_SHOWN, max(8, round(seconds)) * 2)
    times = np.linspace(0, seconds, count + 1)
    first = videos.some(np.arange(0, len(videos), _REPLAYS))
    of_draft = _watching(first, times, seconds)
    usual = drawn(Belief(0.0, 0.0, ()), norm.duration_s, 64, 3).videos
    of_usual = _watching(usual, times, seconds).mean(axis=0)
    low, middle, high = np.quantile(of_draft, (0.1, 0.5, 0.9), axis=0)
    return tuple(
        Moment(float(t), float(m), float(a), float(b), float(u))
        for t, m, a, b, u in zip(times, middle, low, high, of_usual, strict=True)
    )


def _watching(videos: Videos, times: Real, seconds: float) -> Real:
    """(V, times) the part that still watches."""
    bulk, _ = shape_of(videos)
    stay, complete = videos.stay[:, None].astype(float), videos.complete[:, None].astype(float)
    gone = np.exp(-times / SKIP_S)[None]
    part = (times / seconds)[None]
    half = 0.2 * 3**0.5
    center = bulk[:, None].astype(float)
    # The bulk leaves evenly around its middle (watching.py), all of it between the beginning and the end.
    first, last = np.maximum(center - half, 0.0), np.minimum(center + half, 1.0)
    left = np.clip((part - first) / (last - first), 0, 1)
    return np.asarray((1 - stay) * gone + stay * (complete + (1 - complete) * (1 - left)))
