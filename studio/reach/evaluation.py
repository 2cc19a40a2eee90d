"""How good the models are on outcomes: each figure beside its baseline, with rows and an interval.

With the models as they come nothing is fitted; with `refit` each is fitted without the rows it is scored on. It must
never fit on a row it scores, and says where a table's rows are those the models were made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from studio.reach.before import BeforeModel
from studio.reach.fitting import Models, fitted_posts, fitted_shorts, fitted_words
from studio.reach.measures import (
    binomial_interval,
    bootstrap,
    covered,
    paired_bootstrap,
    spearman,
    xauc,
)
from studio.reach.outcomes import DESCRIBED, POSTS, SHORTS, Posts, Shorts, described, posts, shorts
from studio.reach.parameters import made_from
from studio.reach.popularity import PopularityModel, group_folds
from studio.reach.tables import Table
from studio.reach.words import places_in_third, shortened
from studio.sentences import Sentence, say

__all__ = ["Figure", "evaluate"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_TYPED = 20
_LAST = 0.2


class Figure(msgspec.Struct, frozen=True):
    """One figure. `low` and `high` are its 95 % interval, for coverage the binomial one of 80 %, for widths
    the quartiles.

    `better` is how much better it is than `baseline` on the same rows, with its own interval: positive is better, also
    where less is better; None on rows that were fitted. In V4 the baseline is quantile regression on the same inputs.
    """

    claim: str
    about: Sentence
    metric: str
    rows: int
    value: float
    low: float
    high: float
    baseline: float | None = None
    better: tuple[float, float, float] | None = None
    note: Sentence | None = None


class _Scored(msgspec.Struct, frozen=True):
    """Forecasts of some rows, the usual way's, and both intervals. Rows of a group belong together."""

    claim: str
    about: Sentence
    truth: Floats
    ours: Floats
    plain: Floats
    ends: tuple[Floats, Floats]
    plain_ends: tuple[Floats, Floats]
    groups: Ints | None = None
    note: Sentence | None = None
    seen: bool = False
    errors: bool = False
    thirds: bool = False


def evaluate(tables: dict[str, Table], models: Models, refit: bool = False) -> tuple[Figure, ...]:
    """The figures of V1 to V4 on the tables that are there."""
    found: list[_Scored] = []
    if DESCRIBED in tables:
        found += _words(tables[DESCRIBED], models, refit)
    if SHORTS in tables:
        found += _shorts(shorts(tables[SHORTS]), models, refit)
    if POSTS in tables:
        found += _posts(posts(tables[POSTS]), models, refit)
    return tuple(figure for scored in found for figure in _figures(scored))


def _words(table: Table, models: Models, refit: bool) -> Iterable[_Scored]:
    checked, fitted = described(table, "test"), described(table, "val")
    note = None
    if not len(checked.texts):
        checked, note = (
            fitted,
            say("no rows of the split “test”: scored on those of “val”, on which the model was fitted"),
        )
    model = fitted_words(fitted) if refit and len(fitted.texts) and note is None else models.words
    if model is None or not len(checked.texts):
        return
    if refit and (note is not None or not len(fitted.texts)):
        note = note or say(
            "no rows of the split “val” to fit on: scored with the parameters that come with the program"
        )
    for about, texts in (
        (say("words, whole description"), checked.texts),
        (say("words, first 20"), tuple(shortened(text, _TYPED) for text in checked.texts)),
    ):
        yield _Scored(
            claim="V1", about=about, truth=checked.third, ours=model.scores(texts), plain=model.plain_scores(texts),
            ends=model.intervals(texts), plain_ends=model.plain_intervals(texts), note=note, thirds=True,
        )  # fmt: skip


def _shorts(rows: Shorts, models: Models, refit: bool) -> Iterable[_Scored]:
    if not len(rows.titles):
        return
    before, link, note = models.before, models.link, None
    if refit:
        edge = np.quantile(rows.days, 1 - _LAST)
        before, link = fitted_shorts(_some(rows, rows.days <= edge))
        rows = _some(rows, rows.days > edge)
    else:
        note = _seen(before, rows.titles, rows.log_views)
    if before is None or link is None:
        return
    days = rows.days.astype(np.int64)
    scores = before.scores(rows.titles)
    yield _Scored(
        claim="V2", about=say("reach before publishing, later in time"), truth=rows.log_views, ours=scores,
        plain=before.plain_scores(rows.titles, rows.watched[2], rows.days, rows.ages), ends=before.intervals(scores),
        plain_ends=before.plain_intervals(rows.titles), groups=days, note=note, seen=note is not None, errors=True,
    )  # fmt: skip
    scores = link.scores(rows.watched)
    yield _Scored(
        claim="V2", about=say("reach with watching known, later in time"), truth=rows.log_views, ours=scores,
        plain=link.plain_scores(rows.watched), ends=link.intervals(scores),
        plain_ends=link.plain_intervals(rows.watched), groups=days, note=note, seen=note is not None, errors=True,
    )  # fmt: skip


def _posts(rows: Posts, models: Models, refit: bool) -> Iterable[_Scored]:
    count = len(rows.drafts)
    fold = group_folds(rows.authors) if refit else np.zeros(count, dtype=np.int64)
    parts = []
    for held in np.unique(fold).tolist():
        inside, outside = np.flatnonzero(fold != held), np.flatnonzero(fold == held)
        model = fitted_posts(_chosen(rows, inside)) if refit else models.popularity
        if model is None:
            return
        drafts = [rows.drafts[row] for row in outside.tolist()]
        for known in (False, True):
            scores = model.scores(drafts, known)
            columns = (
                scores, model.plain_scores(drafts, known), *model.intervals(scores, known),
                *model.plain_intervals(drafts, known),
            )  # fmt: skip
            parts.append((known, outside, np.stack(columns)))
    captions = [draft.caption for draft in rows.drafts]
    note = None if refit else _seen(models.popularity, captions, rows.popularity)
    for known, about in ((False, say("draft alone, new authors")), (True, say("draft and followers, new authors"))):
        whole = np.zeros((6, count))
        for which, outside, values in parts:
            if which == known:
                whole[:, outside] = values
        yield _Scored(
            claim="V3", about=about, truth=rows.popularity, ours=whole[0], plain=whole[1], ends=(whole[2], whole[3]),
            plain_ends=(whole[4], whole[5]), groups=rows.authors, note=note, seen=note is not None,
            errors=True,
        )  # fmt: skip


def _seen(model: BeforeModel | PopularityModel | None, texts: Sequence[str], truth: Floats) -> Sentence | None:
    """What to say where the rows are the very ones the model was fitted on."""
    if model is None or not np.array_equal(model.parameters["made_from"], made_from(texts, truth)):
        return None
    return say("the very rows the parameters were fitted on: no test of anything; --refit tells")


def _some(rows: Shorts, kept: NDArray[np.bool_]) -> Shorts:
    which = np.flatnonzero(kept).tolist()
    stay, average, length = (column[kept] for column in rows.watched)
    return Shorts(
        tuple(rows.titles[row] for row in which),
        (stay, average, length),
        rows.log_views[kept],
        rows.days[kept],
        rows.ages[kept],
        tuple(rows.channels[row] for row in which),
    )


def _chosen(rows: Posts, which: Ints) -> Posts:
    return Posts(tuple(rows.drafts[row] for row in which.tolist()), rows.popularity[which], rows.authors[which])


def _figures(scored: _Scored) -> Iterable[Figure]:
    metrics: list[tuple[str, Callable[[Floats, Floats], float], bool]] = [
        ("Spearman", spearman, True),
        ("XAUC", xauc, True),
    ]
    if scored.errors:
        metrics.append(("MAE", _error, False))
    for name, metric, more in metrics:
        # Pairs are counted one by one: so many rounds over thousands of rows would take minutes.
        rounds = {"rounds": 40} if metric is xauc else {}
        low, high = bootstrap(metric, (scored.truth, scored.ours), scored.groups, **rounds)
        difference = paired_bootstrap(metric, scored.truth, scored.ours, scored.plain, scored.groups, **rounds)
        better = difference if more else (-difference[0], -difference[2], -difference[1])
        yield Figure(
            claim=scored.claim, about=scored.about, metric=name, rows=len(scored.truth),
            value=metric(scored.truth, scored.ours), low=low, high=high,
            baseline=metric(scored.truth, scored.plain), better=None if scored.seen else better, note=scored.note,
        )  # fmt: skip
    yield from _interval_figures(scored)


def _interval_figures(scored: _Scored) -> Iterable[Figure]:
    truth, ends, plain, groups = scored.truth, scored.ends, scored.plain_ends, scored.groups
    count = len(truth)
    if scored.thirds:
        places = places_in_third(truth)
        wide = places.shape[1]
        groups = np.repeat(np.arange(count), wide)
        ends, plain = ((np.repeat(one, wide), np.repeat(two, wide)) for one, two in (ends, plain))
        truth = places.ravel()

    def figure(metric: str, value: float, span: tuple[float, float], baseline: float) -> Figure:
        return Figure("V4", scored.about, metric, count, value, *span, baseline, note=scored.note)

    yield figure("coverage", covered(truth, *ends), binomial_interval(count), covered(truth, *plain))
    score, other = _misses(truth, *ends), _misses(truth, *plain)
    if scored.thirds:
        score, other = score.reshape(count, -1).mean(axis=1), other.reshape(count, -1).mean(axis=1)
        groups = None
    better = (float((other - score).mean()), *bootstrap(_mean, (other - score,), groups))
    found = figure("interval score", _mean(score), bootstrap(_mean, (score,), groups), _mean(other))
    yield msgspec.structs.replace(found, better=None if scored.seen else better)
    width, usual = (ends[1] - ends[0], plain[1] - plain[0])
    yield figure("median width", float(np.median(width)), _quartiles(width), float(np.median(usual)))


def _quartiles(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, (0.25, 0.75))
    return float(low), float(high)


def _misses(truth: Floats, low: Floats, high: Floats) -> Floats:
    return np.asarray(high - low + 10.0 * (np.maximum(low - truth, 0) + np.maximum(truth - high, 0)))


def _mean(values: Floats) -> float:
    return float(values.mean())


def _error(truth: Floats, forecast: Floats) -> float:
    return float(np.abs(truth - forecast).mean())
