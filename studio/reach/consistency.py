"""Whether the crowd does what its norms say (yardstick V5): rates, their correlations, heavy tail, pool survival.

A crowd that agrees with its norms may still be wrong about people. It must never change a norm to fit the crowd.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np
import numpy.typing as npt

from studio.reach.belief import Belief, drawn
from studio.reach.cold_start import audience_of, large_pool, play
from studio.reach.norms import ACTION_CORRELATION, ACTIONS, ladder_survival, norm_at
from studio.reach.policy import policy_named
from studio.reach.viewers import viewers
from studio.reach.watching import Watched, watch

__all__ = ["Consistency", "consistency", "gini", "ks"]

Real = npt.NDArray[np.float64]

NORM_GINI = 0.808
"""Of the views of TikTok posts found by search in Mexico, 2019 to 2025 (reach.md section 4)."""
_LARGE = 490_000
"""The posts whose rates are the norm had at least so many views."""
_POSTS = 8000
_SECONDS = 30.0
_WATCHED_POSTS = 400


class Consistency(msgspec.Struct, frozen=True):
    """`rate_ks`: the Kolmogorov-Smirnov distance of each rate from its norm; `correlation_error`: the largest
    difference of a correlation of log rates; `gini` and its norm; `survival`: views, the part of posts that reach them,
    the norm.

    `watching_error`: by how much, in parts of it, single viewers watching differ from what the videos were to have
    (staying, watching, seeing the end), at most.
    """

    rate_ks: tuple[tuple[str, float], ...]
    correlation_error: float
    gini: float
    gini_norm: float
    survival: tuple[tuple[int, float, float], ...]
    watching_error: float

    @property
    def within(self) -> bool:
        """Whether all is within the limits: 0.1, 0.1, 0.03 and 20 %."""
        return (
            all(distance <= 0.1 for _, distance in self.rate_ks)
            and self.correlation_error <= 0.1
            and abs(self.gini - self.gini_norm) <= 0.03
            and all(abs(part - norm) <= 0.2 * norm for _, part, norm in self.survival)
        )


def ks(one: npt.ArrayLike, other: npt.ArrayLike) -> float:
    """The Kolmogorov-Smirnov distance of two samples."""
    first, second = np.sort(np.asarray(one, float)), np.sort(np.asarray(other, float))
    both = np.concatenate([first, second])
    upto = np.searchsorted(first, both, side="right") / len(first)
    return float(np.abs(upto - np.searchsorted(second, both, side="right") / len(second)).max())


def gini(values: npt.ArrayLike) -> float:
    """How unequal numbers are: 0 all alike, 1 one has everything."""
    found = np.sort(np.asarray(values, float))
    count = len(found)
    return float(2 * (np.arange(1, count + 1) * found).sum() / (count * found.sum()) - (count + 1) / count)


def consistency(
    seed: int = 1,
    rates: Mapping[str, npt.ArrayLike] | None = None,
    views: npt.ArrayLike | None = None,
) -> Consistency:
    """The crowd against its norms. With `rates` (like, comment, share, save of many posts, per view) and `views`, the
    norms are those rows instead; a row is whatever a post of the table had."""
    crowd, policy, norm = viewers(seed), policy_named("tiktok"), norm_at(_SECONDS)
    posts = drawn(Belief(0.0, 1.0, ()), _SECONDS, _POSTS, seed)
    large = large_pool(posts.videos, _LARGE, norm, seed)[:, 4:8]
    rng = np.random.default_rng([seed, 21])
    given = rates or _norm_rates(rng)
    distances, real = [], []
    for column, action in enumerate(ACTIONS):
        usual = np.asarray(given[action.action], float)
        distances.append((action.action, ks(large[:, column], usual[np.isfinite(usual)])))
        real.append(usual)
    audience = audience_of(crowd, policy, norm, None, seed)
    played = play(policy, norm, posts.videos, rng.standard_normal(_POSTS), audience, seed)
    reach = _with_unseen(played.reach, rng)
    known = np.asarray(views, float) if views is not None else None
    levels = ladder_survival()
    survival = tuple(
        (level, float((reach >= level).mean()), float((known >= level).mean()) if known is not None else part)
        for level, part in levels
    )
    table = _correlated(real) if rates is not None else ACTION_CORRELATION
    return Consistency(
        tuple(distances),
        float(np.abs(np.corrcoef(np.log(np.maximum(large, 1e-7)).T) - table).max()),
        gini(reach),
        gini(known) if known is not None else NORM_GINI,
        survival,
        _watching_error(seed),
    )


def _norm_rates(rng: np.random.Generator) -> dict[str, Real]:
    return {one.action: one.median * np.exp(one.log_sd * rng.standard_normal(4 * _POSTS)) for one in ACTIONS}


def _correlated(real: list[Real]) -> Real:
    """Correlations of logarithms over posts that have all of them above 0."""
    table = np.stack(real)
    table = table[:, (table > 0).all(axis=0) & np.isfinite(table).all(axis=0)]
    return np.asarray(np.corrcoef(np.log(table)))


def _with_unseen(reach: Real, rng: np.random.Generator) -> Real:
    """With the posts that the first pool of the ladder never saw: the norm has them, evenly on logarithms below it."""
    size, part = ladder_survival()[0]
    count = round(len(reach) * (1 - part) / part)
    return np.concatenate([reach, np.exp(rng.uniform(np.log(size / 20), np.log(size), count))])


def _watching_error(seed: int) -> float:
    crowd, norm = viewers(seed), norm_at(_SECONDS)
    videos = drawn(Belief(0.0, 1.0, ()), _SECONDS, _WATCHED_POSTS, seed).videos
    audience = audience_of(crowd, policy_named("shorts"), norm, None, seed)._replace(
        away=np.zeros(200, np.float32), liking=crowd.patience[:200]
    )
    seen: Watched = watch(videos, audience, seed)
    stay, watched, ends = (float(seen.rates[:, column].mean()) for column in (0, 1, 2))
    asked_stay = float(videos.stay.mean())
    asked_ends = float((videos.stay * videos.complete).mean())
    asked_watched = float((videos.stay * videos.watched).mean())
    return max(abs(stay / asked_stay - 1), abs(ends / asked_ends - 1), abs(watched / asked_watched - 1))
