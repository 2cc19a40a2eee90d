"""Which tables of outcomes are known, and their rows as what the models ask for.

It must never read `post_suggested_words`: the platform adds it after a post did well.
"""

from __future__ import annotations

import math
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from studio.reach.popularity import Draft
from studio.reach.tables import Table, find_tables

__all__ = [
    "DESCRIBED",
    "POSTS",
    "RATES",
    "SHORTS",
    "TABLES",
    "VIEWS",
    "Described",
    "Posts",
    "Shorts",
    "described",
    "outcome_tables",
    "posts",
    "rates",
    "shorts",
    "views",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_LEAST_VIEWS = 1000
DESCRIBED = "snapugc_nawp_tercile_captions"
POSTS = "smp2025_tiktok_train_features"
SHORTS = "youtube_shorts_studio"
RATES = "tiktok_vn_2025_two_crawls"
VIEWS = "tiktok_mx_search_views"
TABLES = {
    DESCRIBED: ("id", "split", "nawp_tercile", "vlm_caption"),
    POSTS: ("pid", "uid", "popularity", "post_content", "post_time", "video_duration", "user_follower_count"),
    SHORTS: (
        "video", "channel", "type", "published", "published_in_window", "age_days_at_window_end", "title", "duration_s",
        "stayed_to_watch_pct", "avg_pct_viewed", "engaged_views",
    ),
    RATES: ("video", "views", "likes", "comments", "shares", "saves"),
    VIEWS: ("user", "views"),
}  # fmt: skip
"""How each table's file begins, and the columns it must have."""


class Described(NamedTuple):
    """Videos described in words, and the third of watching each fell into (0, 1, 2)."""

    texts: tuple[str, ...]
    third: Floats


class Posts(NamedTuple):
    """Posts before they were posted, how popular they became, and whose they are."""

    drafts: tuple[Draft, ...]
    popularity: Floats
    authors: Ints


class Shorts(NamedTuple):
    """Shorts that came out in the window they were counted in, with at least 1,000 engaged views, in order of time.

    `watched` is stay in %, average watched in %, seconds; `days` the day of publishing; `ages` days until counted."""

    titles: tuple[str, ...]
    watched: tuple[Floats, Floats, Floats]
    log_views: Floats
    days: Floats
    ages: Floats
    channels: tuple[str, ...]


def outcome_tables(folder: Path) -> dict[str, Table]:
    """The known tables of a folder. Raises `Refused` when one cannot be used."""
    return find_tables(folder, TABLES)


def described(table: Table, split: str | None) -> Described:
    """The rows of one split (`val` or `test`), or all, that have a description and a third."""
    third = table.numbers("nawp_tercile")
    kept = np.isin(third, (0, 1, 2)) & np.array([bool(text.strip()) for text in table.texts("vlm_caption")], dtype=bool)
    if split is not None:
        kept &= np.array([one == split for one in table.texts("split")], dtype=bool)
    chosen = table.only(kept)
    return Described(chosen.texts("vlm_caption"), third[kept])


def posts(table: Table) -> Posts:
    """The rows that have a popularity."""
    popularity = table.numbers("popularity")
    chosen = table.only(~np.isnan(popularity))
    names = {name: place for place, name in enumerate(sorted(set(chosen.texts("uid"))))}
    wide, high = chosen.numbers("video_width"), chosen.numbers("video_height")
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(wide > 0, high / wide, np.nan)
    columns = (chosen.numbers("video_duration"), ratio, chosen.numbers("original_sound"))
    followers = chosen.numbers("user_follower_count")
    drafts = []
    for row, (caption, posted) in enumerate(zip(chosen.texts("post_content"), chosen.texts("post_time"), strict=True)):
        moment = _moment(posted)
        length, shape, original = (_known(column[row]) for column in columns)
        drafts.append(
            Draft(
                caption=caption.replace(",", " "),
                duration_s=length,
                ratio=shape,
                hour=None if moment is None else moment.hour + moment.minute / 60,
                weekday=None if moment is None else moment.weekday(),
                original_sound=None if original is None else original > 0,
                followers=None if math.isnan(followers[row]) else max(0, int(followers[row])),
            )
        )
    authors = np.array([names[name] for name in chosen.texts("uid")], dtype=np.int64)
    return Posts(tuple(drafts), popularity[~np.isnan(popularity)], authors)


def shorts(table: Table) -> Shorts:
    """The rows of the cold start: Shorts published in the window, counted and complete."""
    views, days = table.numbers("engaged_views"), _days(table.texts("published"))
    watched = [table.numbers(name) for name in ("stayed_to_watch_pct", "avg_pct_viewed", "duration_s")]
    kept = (table.numbers("published_in_window") == 1) & (views >= _LEAST_VIEWS) & ~np.isnan(days)
    kept &= np.array([kind == "Shorts" for kind in table.texts("type")], dtype=bool)
    kept &= ~np.isnan(np.stack(watched)).any(axis=0)
    rows = np.flatnonzero(kept)
    rows = rows[np.argsort(days[rows], kind="stable")]
    titles, channels = table.texts("title"), table.texts("channel")
    return Shorts(
        tuple(titles[row] for row in rows),
        (watched[0][rows], watched[1][rows], watched[2][rows]),
        np.log10(views[rows]),
        days[rows],
        table.numbers("age_days_at_window_end")[rows],
        tuple(channels[row] for row in rows),
    )


def rates(table: Table) -> dict[str, Floats]:
    """Likes, comments, shares and saves per view, where views were counted; not-a-number where one was not."""
    views = table.numbers("views")
    kept = views > 0
    columns = {"like": "likes", "comment": "comments", "share": "shares", "save": "saves"}
    return {action: table.numbers(column)[kept] / views[kept] for action, column in columns.items()}


def views(table: Table) -> Floats:
    """The views that were counted."""
    found = table.numbers("views")
    return found[found >= 0]


def _days(texts: tuple[str, ...]) -> Floats:
    moments = (_moment(text) for text in texts)
    return np.array([math.nan if moment is None else float(moment.toordinal()) for moment in moments])


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None
