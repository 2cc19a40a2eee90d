"""The forecast's record on a creator's past posts: how often it named the right third, and how often its range held.

Each post is judged by what was known before it: the shipped models and the posts before it. It must never let a later
post help, nor call a record good that the creator's own median would have had too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import NormalDist
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.reach.before import before_model
from studio.reach.link import link_model
from studio.reach.measures import binomial_interval, covered, paired_bootstrap, spearman
from studio.reach.own_posts import OwnPost, OwnPosts, platform_words
from studio.reach.own_priors import PlatformPriors, log_views_of, middle_and_spread, weights_of
from studio.reach.popularity import Draft, popularity_model
from studio.reach.records import round_views
from studio.reach.standing import INTERVAL_SHARE
from studio.reach.words import shortened, words_model
from studio.sentences import Sentence, say

__all__ = ["LEAST_JUDGED", "RecordFigures", "TrackRecord", "record_words", "track_records", "usual_words"]

Floats = NDArray[np.float64]
Kind = Literal["views", "watching", "views after watching"]
LEAST_JUDGED = 10
_LEAST_EARLIER = 5
_MOST_JUDGED = 400
_TITLE_WORDS = 20
_RECENT = 60
"""Errors on so many posts before tell how wide a range must be; older ones were made with another audience."""
_TRUST = {"popularity": 0.24, "before": 0.31, "words": 0.46, "link": 0.76}
"""How well each model's ranks agreed with what happened on rows it was not fitted on (reach.md section 5, V1 to V3): so
far a forecast leaves the creator's median."""
_HALF = NormalDist().inv_cdf(0.5 + INTERVAL_SHARE / 2)


class RecordFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Parts from 0 to 1. `hits` of posts were forecast in the right third of the posts before them (by chance a third
    are); of `hits_between` nineteen of twenty such counts would lie between by chance. `covered` lay in the 80 % range.
    `gain` is by how much the forecast's error (of the decimal logarithm of views, or of the part watched) is smaller
    than that of the creator's median, with its 95 % interval."""

    hits: float
    hits_between: tuple[float, float]
    covered: float
    covered_between: tuple[float, float]
    rank_correlation: float
    error: float
    error_of_median: float
    gain: tuple[float, float, float]

    @property
    def better(self) -> bool:
        """Whether it is better than the creator's median, beyond doubt."""
        return self.gain[1] > 0


class TrackRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The record of one kind of forecast on one platform; `figures` None with fewer than ten judged posts."""

    platform: str
    about: Kind
    model: str
    judged: int
    figures: RecordFigures | None


def track_records(found: OwnPosts) -> tuple[TrackRecord, ...]:
    """The records on each platform: views before publishing; where files tell it, how much is watched, and views once
    watching is known. Posts without a date cannot be judged: nobody knows which came before."""
    records = []
    for platform in found.platforms:
        posts = [post for post in found.of(platform) if post.posted is not None]
        records.append(_judged(platform, "views", *_before_publishing(platform), posts))
        watched = [post for post in posts if _watched(post) is not None and post.title]
        if watched:
            records.append(_judged(platform, "watching", "words", _words_scores, watched))
        measured = [post for post in posts if None not in (post.stay, post.watched, post.length_s)]
        if measured:
            records.append(_judged(platform, "views after watching", "link", _link_scores, measured))
    return tuple(records)


def _before_publishing(platform: str) -> tuple[str, Callable[[Sequence[OwnPost]], Floats]]:
    return ("before", _before_scores) if platform == "shorts" else ("popularity", _popularity_scores)


def _before_scores(posts: Sequence[OwnPost]) -> Floats:
    return before_model().scores([post.title for post in posts])


def _popularity_scores(posts: Sequence[OwnPost]) -> Floats:
    drafts = [
        Draft(
            caption=post.title,
            duration_s=post.length_s,
            weekday=None if post.posted is None else post.posted.weekday(),
        )
        for post in posts
    ]
    return popularity_model().scores(drafts, with_followers=False)


def _words_scores(posts: Sequence[OwnPost]) -> Floats:
    return words_model().scores([shortened(post.title, _TITLE_WORDS) for post in posts])


def _link_scores(posts: Sequence[OwnPost]) -> Floats:
    stay, watched, length = (
        np.array([getattr(post, name) for post in posts], dtype=np.float64) for name in ("stay", "watched", "length_s")
    )
    return link_model().scores((100 * stay, 100 * watched, length))


def _watched(post: OwnPost) -> float | None:
    return post.watched if post.watched is not None else post.complete


def _judged(
    platform: str, about: Kind, model: str, scores_of: Callable[[Sequence[OwnPost]], Floats], posts: list[OwnPost]
) -> TrackRecord:
    if about == "watching":
        # Average watched and seen to the end are two scales; only one of them is compared.
        whole = sum(post.watched is not None for post in posts) * 2 >= len(posts)
        posts = [post for post in posts if (post.watched if whole else post.complete) is not None]
        truths = np.array([post.watched if whole else post.complete for post in posts], dtype=np.float64)
    else:
        truths = log_views_of(posts)
    judged = max(0, min(len(posts) - _LEAST_EARLIER, _MOST_JUDGED))
    figures = None
    if judged >= LEAST_JUDGED:
        least = 0.01 if about == "watching" else None
        figures = _figures(posts, scores_of(posts), truths, _TRUST[model], len(posts) - judged, least)
    return TrackRecord(platform=platform, about=about, model=model, judged=judged, figures=figures)


def _figures(
    posts: list[OwnPost], scores: Floats, truths: Floats, trust: float, first: int, least_spread: float | None
) -> RecordFigures:
    count = len(posts) - first
    told, usual, low, high = (np.zeros(count) for _ in range(4))
    hits = np.zeros(count)
    for row in range(count):
        at = first + row
        earlier = slice(0, at)
        usual[row], spread = _usual(truths[earlier], weights_of(posts[earlier]), least_spread)
        place = _place(scores[earlier], float(scores[at]))
        hits[row] = _third(place) == _third(_place(truths[earlier], float(truths[at])))
        told[row] = usual[row] + trust * spread * NormalDist().inv_cdf(place)
        half = _half_width(spread, trust, at, np.abs(truths[first:at] - told[:row]))
        low[row], high[row] = told[row] - half, told[row] + half
    truth = truths[first:]
    gain = paired_bootstrap(_closeness, truth, told, usual)
    return RecordFigures(
        hits=float(hits.mean()),
        hits_between=binomial_interval(count, 1 / 3),
        covered=covered(truth, low, high),
        covered_between=binomial_interval(count, INTERVAL_SHARE),
        rank_correlation=spearman(truth, told - usual),
        error=-_closeness(truth, told),
        error_of_median=-_closeness(truth, usual),
        gain=gain,
    )


def _half_width(spread: float, trust: float, earlier: int, errors: Floats) -> float:
    """Half of the 80 % range: as wide as eight of ten errors on posts before were (conformal, Vovk et al. 2005); before
    there are ten of them, what the model leaves unexplained, and that a median of few posts is not known well."""
    if len(errors) < LEAST_JUDGED:
        return float(_HALF * spread * ((1 - trust**2) + 1 / earlier) ** 0.5)
    return float(np.quantile(errors[-_RECENT:], min(1.0, INTERVAL_SHARE * (1 + 1 / len(errors)))))


def _usual(truths: Floats, weights: Floats, least_spread: float | None) -> tuple[float, float]:
    """The creator's median before a post, and the spread around it."""
    middle, spread = middle_and_spread(truths, weights)
    if least_spread is None:
        return middle, spread
    return middle, max(float(np.std(truths)), least_spread)


def _place(earlier: Floats, value: float) -> float:
    """Where a value stands among earlier ones, inside 0 and 1; equal ones count half."""
    below = float((earlier < value).sum()) + 0.5 * float((earlier == value).sum())
    return (below + 0.5) / (len(earlier) + 1)


def _third(place: float) -> int:
    return min(int(place * 3), 2)


def _closeness(truth: Floats, forecast: Floats) -> float:
    return -float(np.abs(truth - forecast).mean())


def usual_words(platform: str, priors: PlatformPriors) -> Sentence:
    """What is usual on a platform, for people: two posts of three lie between the two numbers."""
    median, apart = 10**priors.log10_median, 10**priors.log10_spread
    return say(
        "{platform}: {count} posts; usually {median} views, two of three between {low} and {high}.",
        platform=platform_words(platform),
        count=priors.posts,
        median=round_views(median),
        low=round_views(median / apart),
        high=round_views(median * apart),
    )


def record_words(record: TrackRecord) -> list[Sentence]:
    """A record for people, its doubts first."""
    kinds: dict[str, Sentence] = {
        "views": say("Views, forecast from the words alone"),
        "watching": say("How much is watched, forecast from the words alone"),
        "views after watching": say("Views, once it is known how much was watched"),
    }
    about = kinds[record.about]
    found = record.figures
    if found is None:
        return [
            say(
                "{about}: too few posts to judge ({count}; {least} are needed, each with {earlier} before it).",
                about=about, count=record.judged, least=LEAST_JUDGED, earlier=_LEAST_EARLIER,
            )
        ]  # fmt: skip
    verdict = (
        say("{about}: better than your median, on {count} posts.", about=about, count=record.judged)
        if found.better
        else say("{about}: no better than your median, on {count} posts.", about=about, count=record.judged)
    )
    low, high = found.hits_between
    lowest, highest = found.covered_between
    narrow = [say("The range is too narrow for your posts: trust it less.")] if found.covered < lowest else []
    return [
        verdict,
        say(
            "In the right third: {hits} of posts (by chance a third; {low} to {high} are within chance).",
            hits=f"{found.hits:.0%}", low=f"{low:.0%}", high=f"{high:.0%}",
        ),
        say(
            "Inside the 80 % range: {covered} of posts ({low} to {high} are within chance).",
            covered=f"{found.covered:.0%}", low=f"{lowest:.0%}", high=f"{min(highest, 1):.0%}",
        ),
        *narrow,
    ]  # fmt: skip
