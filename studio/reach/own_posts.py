"""One's own posts as the analytics files of platforms tell them: what each was, and how it went.

A number that a file does not tell is None. It must never keep a post, nor take one platform's numbers for another's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from studio.reach.own_posts_cells import counted, dates, id_date, lasting, shares
from studio.reach.own_posts_headers import PLATFORM_NAMES, platform_of
from studio.reach.own_posts_tables import Sheet, sheet_of
from studio.sentences import Refused, Sentence, say

__all__ = ["OwnPost", "OwnPosts", "left_out_words", "platform_words", "read_own_posts"]

SETTLED_AFTER = timedelta(hours=72)
"""A younger post is still on its way, and would tell less than it becomes (ux.md 4.2)."""
_LONGEST_SHORT_S = 180.0
_RECOUNTED = datetime(2025, 3, 31, tzinfo=UTC)
"""Since then every start of a Short is a view at YouTube (ux.md 4.2)."""
_TOTALS = frozenset(
    ("total", "totals", "gesamt", "gesamtsumme", "合計", "总计", "总数", "合计", "totales", "итого", "합계")
)
_PICTURES = ("图文", "图片", "photo", "image", "carousel", "foto", "bild")


class OwnPost(msgspec.Struct, frozen=True, kw_only=True):
    """A post and how it went. `posted` is in UTC; times in seconds; parts from 0 to 1, but `watched` may be above: the
    part of its length that was watched on average. `follows` are followers gained."""

    platform: str
    views: float
    title: str = ""
    id: str = ""
    posted: datetime | None = None
    length_s: float | None = None
    watched_s: float | None = None
    watched: float | None = None
    complete: float | None = None
    stay: float | None = None
    likes: float | None = None
    comments: float | None = None
    shares: float | None = None
    saves: float | None = None
    follows: float | None = None


class OwnPosts(msgspec.Struct, frozen=True):
    """Posts in order of their dates (those without one last), and how many rows were left out, by why: `views` none,
    `fresh` younger than three days when the file was made, `pictures` no film, `long` above three minutes at YouTube,
    `twice` told by another file or row. `recounted` are kept: Shorts from before YouTube counted every start as a view,
    where younger ones are there too."""

    posts: tuple[OwnPost, ...]
    left_out: dict[str, int]

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms the posts are of, most posts first; the empty name is one that could not be told."""
        names = {post.platform for post in self.posts}
        return tuple(sorted(names, key=lambda name: (-len(self.of(name)), name)))

    def of(self, platform: str) -> tuple[OwnPost, ...]:
        """The posts of a platform."""
        return tuple(post for post in self.posts if post.platform == platform)


def read_own_posts(files: Sequence[Path]) -> OwnPosts:
    """The posts of analytics files. Raises `Refused` when one of them is none, or none holds a post that counts."""
    left_out: dict[str, int] = {}
    found: dict[object, OwnPost] = {}
    for file in files:
        for key, post in _posts(sheet_of(file), left_out):
            other = found.get(key)
            if other is not None:
                _count(left_out, "twice")
            # Views only grow, so of two rows about one post the larger is the newer one.
            if other is None or post.views > other.views:
                found[key] = post
    if not found:
        fresh = left_out.get("fresh", 0)
        name = ", ".join(file.name for file in files)
        if fresh:
            raise Refused(say("“{name}” has no post with views that is older than three days.", name=name))
        raise Refused(say("“{name}” has no post with views.", name=name))
    shorts = [post.posted for post in found.values() if post.platform == "shorts" and post.posted is not None]
    before = sum(moment < _RECOUNTED for moment in shorts)
    if 0 < before < len(shorts):
        left_out["recounted"] = before
    late = datetime.max.replace(tzinfo=UTC)
    return OwnPosts(tuple(sorted(found.values(), key=lambda post: (post.posted or late, post.title))), left_out)


def left_out_words(left_out: dict[str, int]) -> list[Sentence]:
    """What was left out, and why."""
    words: dict[str, Callable[[int], Sentence]] = {
        "views": lambda count: say("Left out: {count} rows without views.", count=count),
        "fresh": lambda count: say("Left out: {count} posts younger than three days, still on their way.", count=count),
        "pictures": lambda count: say("Left out: {count} posts of pictures.", count=count),
        "long": lambda count: say("Left out: {count} videos longer than three minutes.", count=count),
        "twice": lambda count: say("Told more than once: {count} rows.", count=count),
        "recounted": lambda count: say(
            "{count} Shorts are from before 31 March 2025, since when every start is a view: they look smaller.",
            count=count,
        ),
    }
    return [words[why](left_out[why]) for why in words if left_out.get(why)]


def _count(left_out: dict[str, int], why: str) -> None:
    left_out[why] = left_out.get(why, 0) + 1


def _posts(sheet: Sheet, left_out: dict[str, int]) -> Iterable[tuple[object, OwnPost]]:
    platform = platform_of(sheet.header)
    columns = _columns(sheet)
    posted = _posted(sheet)
    titles, ids, kinds = sheet.texts("title"), _ids(sheet), sheet.texts("kind")
    first = [row[0].strip() if row else "" for row in sheet.rows]
    for row in range(len(sheet.rows)):
        if first[row].casefold() in _TOTALS or (platform == "shorts" and titles[row].casefold() in _TOTALS):
            continue
        views, length = columns["views"][row], columns["length_s"][row]
        why = None
        if views is None or views <= 0:
            why = "views"
        elif any(word in kinds[row].casefold() for word in _PICTURES):
            why = "pictures"
        elif platform == "shorts" and length is not None and length > _LONGEST_SHORT_S:
            why = "long"
        elif (moment := posted[row]) is not None and moment > sheet.captured - SETTLED_AFTER:
            why = "fresh"
        if why is not None or views is None:
            _count(left_out, why or "views")
            continue
        told = {name: column[row] for name, column in columns.items() if name != "views"}
        post = OwnPost(platform=platform, views=views, title=titles[row], id=ids[row], posted=posted[row], **told)
        yield _key(post, sheet, row), post


def _key(post: OwnPost, sheet: Sheet, row: int) -> object:
    """By what two rows are known to be about one post: its id, or its title and date; never less."""
    if post.id:
        return post.platform, post.id
    if post.title and post.posted is not None:
        return post.platform, post.title, post.posted
    return sheet.name, id(sheet), row


def _ids(sheet: Sheet) -> list[str]:
    links = [found[1] if (found := re.search(r"(\d{15,20})", link)) else link for link in sheet.texts("link")]
    return [link or own for link, own in zip(links, sheet.texts("id"), strict=True)]


def _posted(sheet: Sheet) -> list[datetime | None]:
    """When each was posted: TikTok's ids tell it to the second, its dates leave out the year."""
    told = dates(sheet.texts("posted"), sheet.captured)
    if platform_of(sheet.header) != "tiktok":
        return told
    return [id_date(link) or moment for link, moment in zip(sheet.texts("link"), told, strict=True)]


def _columns(sheet: Sheet) -> dict[str, list[float | None]]:
    def numbers(field: str) -> list[float | None]:
        return [counted(cell) for cell in sheet.texts(field)]

    def parts(field: str) -> list[float | None]:
        column = sheet.fields.get(field)
        return shares(sheet.texts(field), "" if column is None else sheet.header[column])

    length = [lasting(cell) for cell in sheet.texts("length")]
    found = {
        "views": numbers("views"),
        "length_s": length,
        "watched_s": _watched_seconds(sheet),
        "complete": [None if part is None else min(part, 1.0) for part in parts("complete")],
        "stay": [None if part is None else min(part, 1.0) for part in parts("stay")],
        **{name: numbers(name) for name in ("likes", "comments", "shares", "saves", "follows")},
    }
    found["watched"] = [
        part if part is not None else seconds / whole if seconds is not None and whole else None
        for part, seconds, whole in zip(parts("watched"), found["watched_s"], length, strict=True)
    ]
    return found


def _watched_seconds(sheet: Sheet) -> list[float | None]:
    told = [lasting(cell) for cell in sheet.texts("watched_s")]
    hours = [counted(cell) for cell in sheet.texts("watched_hours")]
    views = [counted(cell) for cell in sheet.texts("views")]
    return [
        seconds if seconds is not None else time * 3600 / count if time is not None and count else None
        for seconds, time, count in zip(told, hours, views, strict=True)
    ]


def platform_words(platform: str) -> str:
    """The platform as people call it."""
    return PLATFORM_NAMES.get(platform, platform or str(say("a platform that the file does not name").translated()))
