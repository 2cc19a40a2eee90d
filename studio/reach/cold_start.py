"""The cold start: pool by pool a post is shown, scored against comparable posts, and goes on or stops.

Who goes on is decided by the place among posts of the same pool, never by fixed points. It must never know a draft from
another post: both are played alike.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from studio.reach.norms import Norm
from studio.reach.policy import ACTIONS, Policy
from studio.reach.viewers import Crowd
from studio.reach.watching import Audience, Videos, logit, shape_of, sigmoid, watch

__all__ = ["FOLLOWING_RETENTION", "Mix", "Played", "Ranking", "audience_of", "large_pool", "mix_of", "play"]

Real = npt.NDArray[np.float64]

FOLLOWING_RETENTION = 0.76
"""How well the ranks of views follow those of staying and watching, where both are measured: 0.76 on Shorts published
later than those fitted on. The rest is what nobody measured: timing, competition, chance."""
_CLOSE = 2.0
"""How many times the usual followers and friends act at equal watching: more (Zannettou et al., CHI 2024); by how much
is an assumption."""
_MOST_FIRST = 300
_FADING = 0.5
"""With which power of a pool's size the parts of followers, friends and exploring fade: an assumption."""
_ODDS_STEP = 0.6
"""Normal scores to a step of e in odds, near the middle (a logistic has a spread of 1.8)."""
_TOP_WIDE, _TOP_PASSING = 4.0, 0.05


class Mix(NamedTuple):
    """Parts of a pool's viewers: followers, friends, strangers whatever their interests; the rest are matched."""

    followers: float
    friends: float
    exploring: float


def mix_of(policy: Policy, pool: int) -> Mix:
    """Who is in that pool."""
    sizes, audience = policy.pools.sizes.value, policy.audience
    fade = (sizes[0] / sizes[pool]) ** _FADING
    return Mix(audience.followers.value * fade, audience.friends.value * fade, audience.exploring.value * fade)


def _away(norm: Norm) -> float:
    """By how much the odds of staying are lower for viewers chosen at random."""
    return float(logit(norm.played_random) - logit(norm.played))


def audience_of(
    crowd: Crowd, policy: Policy, norm: Norm, topics: npt.NDArray[np.float32] | None, seed: int
) -> Audience:
    """The viewers of the first pool, at most 300 of them drawn from the crowd: friends first (they know each other),
    then followers, then strangers. Matched strangers are the better half of those drawn."""
    rng = np.random.default_rng([seed, 3])
    count = min(policy.pools.sizes.value[0], _MOST_FIRST)
    mix = mix_of(policy, 0)
    friends, followers = round(mix.friends * count), round(mix.followers * count)
    exploring = round(mix.exploring * (count - friends - followers))
    matched = count - friends - followers - exploring
    liking = crowd.liking(topics)
    author = int(rng.integers(len(crowd)))
    circle = crowd.friends[np.r_[author, crowd.friends[author]]].ravel()
    near = liking[circle[:friends]] if friends <= len(circle) else liking[rng.choice(circle, friends)]
    others = rng.choice(len(crowd), followers + exploring, replace=False)
    pairs = rng.choice(len(crowd), (2, matched))
    best = np.maximum(liking[pairs[0]], liking[pairs[1]])
    # The norms are those of matched viewers: their mean is the middle.
    best = best - np.float32(best.mean() if matched else 0)
    away = np.zeros(count, np.float32)
    away[friends + followers : friends + followers + exploring] = _away(norm)
    close = np.ones(count, np.float32)
    close[: friends + followers] = _CLOSE
    return Audience(np.concatenate([near, liking[others], best]).astype(np.float32), away, close)


class Ranking(NamedTuple):
    """How the posts of one pool are told apart: the `usual` rates, the mean and spread of each term over comparable
    posts, the spread of the score, and the `line` from which a post goes on."""

    usual: Real
    means: Real
    spreads: Real
    score_spread: float
    line: float


class Played(NamedTuple):
    """What became of V posts: `passed` (V,) how many pools each passed, `reach` (V,) viewers in the end, `terms`
    (V, terms) what carried each in its first pool, in standard deviations of the score; `rankings` by pool."""

    passed: npt.NDArray[np.int64]
    reach: Real
    terms: Real
    rankings: tuple[Ranking, ...]


def _expected(videos: Videos, mix: Mix, norm: Norm) -> Real:
    """(V, 10) the rates of a large pool, in the order of `ACTIONS`."""
    away = np.float32(_away(norm) / sqrt(1 + np.pi * 0.9**2 / 8))
    explored = mix.exploring
    stay = (1 - explored) * videos.stay + explored * sigmoid(logit(videos.stay) + away)
    ends = (1 - explored) * videos.complete + explored * sigmoid(logit(videos.complete) + away / 2)
    _, again = shape_of(videos)
    out = np.zeros((len(videos), len(ACTIONS)))
    out[:, 0], out[:, 2] = stay, stay * ends
    out[:, 1] = stay * videos.watched * (1 - explored * (1 - ends / np.maximum(videos.complete, 1e-3)))
    out[:, 3] = out[:, 2] * again
    near = 1 + (_CLOSE - 1) * (mix.followers + mix.friends)
    out[:, 4:9] = videos.rates[:, :5] * near
    out[:, 9] = videos.rates[:, 5]
    return out


def large_pool(videos: Videos, viewers: int, norm: Norm, seed: int) -> Real:
    """(V, 10) the rates that a pool of so many matched viewers shows, in the order of `ACTIONS`."""
    return _measured(_expected(videos, Mix(0.0, 0.0, 0.0), norm), viewers, np.random.default_rng([seed, 11]))


def _measured(rates: Real, viewers: int, rng: np.random.Generator) -> Real:
    """The rates as a pool of so many viewers shows them."""
    spread = np.sqrt(np.maximum(rates * (1 - np.minimum(rates, 1)), 1e-12) / viewers)
    spread[:, 1] = 0.45 / sqrt(viewers)
    return np.asarray(np.maximum(rates + spread * rng.standard_normal(rates.shape), 0.0))


def _scores(rates: Real, usual: Real, viewers: int) -> Real:
    """(V, 10) rates on scales on which their spread over posts is even: log odds of shares, logarithms of rare actions,
    drawn towards the usual where few viewers tell little (a gamma prior of one action at the usual rate)."""
    out = np.empty_like(rates)
    for column in (0, 2, 3):
        kept = np.clip(rates[:, column], 0.5 / viewers, 1 - 0.5 / viewers)
        out[:, column] = np.log(kept / (1 - kept))
    out[:, 1] = rates[:, 1]
    rare = usual[4:]
    out[:, 4:] = np.log((rates[:, 4:] * viewers + 1) / (rare * viewers + 1))
    return out


def _values(policy: Policy, rates: Real, usual: Real, viewers: int) -> Real:
    """The terms as the policy weighs them: compared with what is usual, or probabilities as they are. Platforms predict
    these; where few viewers tell little, the prediction stays near the usual."""
    if policy.normalised.value:
        return _scores(rates, usual, viewers)
    predicted = rates.copy()
    rare = usual[4:]
    predicted[:, 4:] = rare * (rates[:, 4:] * viewers + 1) / (rare * viewers + 1)
    return predicted


def _weights(policy: Policy, mix: Mix) -> Real:
    near = mix.followers + mix.friends
    out = np.zeros(len(ACTIONS))
    for name, term in policy.terms.items():
        more = term.connected.value if term.connected else 1.0
        less = term.strangers.value if term.strangers else 1.0
        out[ACTIONS.index(name)] = term.weight.value * (near * more + (1 - near) * less)
    return out


def passing_of(policy: Policy, pool: int) -> float:
    """The part of the posts of a pool that goes on, slowed beyond the policy's line where it has one."""
    part, growth = policy.pools.passing.value[pool], policy.growth
    if growth.slow_beyond is not None and growth.slow_power is not None:
        over = policy.pools.sizes.value[pool] / growth.slow_beyond.value
        part *= min(1.0, over**-growth.slow_power.value) if over > 1 else 1.0
    return part


def play(
    policy: Policy,
    norm: Norm,
    videos: Videos,
    chance: Real,
    audience: Audience,
    seed: int,
    rankings: tuple[Ranking, ...] | None = None,
    *,
    boosted: bool = False,
) -> Played:
    """The cold start of V posts. `chance` (V,) is what nobody measured, as normal scores.

    Without `rankings` the posts are those that all are compared with: each pool's line is drawn so that the policy's
    part of them goes on. `boosted`: challenge content that operations push.
    """
    rng = np.random.default_rng([seed, 4])
    sizes = policy.pools.sizes.value
    alive = np.arange(len(videos))
    passed = np.zeros(len(videos), np.int64)
    terms = np.zeros((len(videos), len(ACTIONS)))
    made: list[Ranking] = []
    for pool, size in enumerate(sizes):
        if len(alive) < 2 or (rankings is not None and pool >= len(rankings)):
            break
        mix = mix_of(policy, pool)
        if pool == 0:
            rates = watch(videos, audience, seed).rates
        else:
            rates = _measured(_expected(videos.some(alive), mix, norm), size, rng)
        weights = _weights(policy, mix)
        ranking = rankings[pool] if rankings is not None else _told_apart(policy, pool, rates, weights, chance[alive])
        places = _places(policy, rates, ranking, size)
        carried = places * weights / ranking.score_spread
        if pool == 0:
            terms = carried
        made.append(ranking)
        line = ranking.line
        if boosted and policy.growth.challenge_boost is not None:
            line -= _ODDS_STEP * float(np.log(policy.growth.challenge_boost.value))
        alive = alive[_with_chance(carried.sum(axis=1), chance[alive]) >= line]
        passed[alive] += 1
    return Played(passed, _reach(policy, passed, rng), terms, tuple(made))


def _reach(policy: Policy, passed: npt.NDArray[np.int64], rng: np.random.Generator) -> Real:
    """How many viewers posts that stopped in a pool have in the end: between its size and the next, as a Pareto tail of
    which the policy's part reaches the next (so that the whole is one line from size to size, on logarithms)."""
    sizes = np.array(policy.pools.sizes.value, float)
    edges = np.array([*sizes, sizes[-1] * _TOP_WIDE, sizes[-1] * _TOP_WIDE**2])
    going_on = np.array([*(passing_of(policy, pool) for pool in range(len(sizes))), _TOP_PASSING])
    steepness = -np.log(going_on) / np.log(edges[1:] / edges[:-1])
    alpha, left = steepness[passed], going_on[passed]
    return np.asarray(edges[passed] * (1 - rng.random(len(passed)) * (1 - left)) ** (-1 / alpha))


def _told_apart(policy: Policy, pool: int, rates: Real, weights: Real, chance: Real) -> Ranking:
    """How posts that all are compared with are told apart in a pool."""
    viewers, usual = policy.pools.sizes.value[pool], np.median(rates, axis=0)
    values = _values(policy, rates, usual, viewers)
    spreads = np.maximum(values.std(axis=0), 1e-9) if policy.normalised.value else np.ones(values.shape[1])
    means = values.mean(axis=0)
    score = ((values - means) / spreads) @ weights
    spread = max(float(score.std()), 1e-9)
    line = float(np.quantile(_with_chance(score / spread, chance), 1 - passing_of(policy, pool)))
    return Ranking(usual, means, spreads, spread, line)


def _places(policy: Policy, rates: Real, ranking: Ranking, viewers: int) -> Real:
    """(V, 10) where each term stands among comparable posts."""
    values = _values(policy, rates, ranking.usual, viewers)
    return np.asarray((values - ranking.means) / ranking.spreads)


def _with_chance(score: Real, chance: Real) -> Real:
    return np.asarray(FOLLOWING_RETENTION * score + sqrt(1 - FOLLOWING_RETENTION**2) * chance)
