"""The words of a post against what a platform takes, counted the platform's own way.

It must never change a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.model import Post, Problem
from studio.platforms import Platform
from studio.publish.problem import problem
from studio.sentences import say

__all__ = ["count_words", "posted_caption", "posted_description", "words_within"]

_LATIN_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+(?:['’-][A-Za-z0-9\u00c0-\u024f]+)*")
_MENTION = re.compile(r"(?<!\w)@[\w.]+")


def count_words(text: str, counting: str) -> int:
    """How long a text is: in UTF-16 units (`utf16`), in characters (`letters`), or in characters of which a word of
    Latin letters is one and spaces are none (`words`)."""
    if counting == "utf16":
        return len(text.encode("utf-16-le")) // 2
    if counting == "words":
        words = len(_LATIN_WORD.findall(text))
        return words + len("".join(_LATIN_WORD.sub("", text).split()))
    return len(text)


def posted_caption(post: Post) -> str:
    """The caption as it is posted, its hashtags behind it."""
    tags = " ".join(f"#{tag}" for tag in post.hashtags)
    return "\n".join(part for part in (post.caption, tags) if part)


def posted_description(post: Post) -> str:
    """What stands below the video where title and description are apart: the description, otherwise the caption."""
    tags = " ".join(f"#{tag}" for tag in post.hashtags)
    return "\n".join(part for part in (post.description or post.caption, tags) if part)


def words_within(post: Post, platform: Platform) -> Iterator[Problem]:
    """Words and hashtags that are too many or too few for the platform."""
    limits = platform.text
    if limits is None:
        return
    counting = limits.counting.value
    caption = posted_description(post) if limits.title_length else posted_caption(post)
    length, most = count_words(caption, counting), limits.caption_length
    if most and length > most.value:
        yield problem(
            "caption-long",
            say(
                "The caption has {length} characters with its hashtags; {platform} takes {most}.",
                length=length,
                platform=platform.name,
                most=most.value,
            ),
        )
    yield from _title(post, platform)
    yield from _tags(post, platform)
    mentions = len(_MENTION.findall(caption))
    if limits.mentions and mentions > limits.mentions.value:
        yield problem(
            "mentions-many",
            say(
                "The caption mentions {count} people; {platform} takes {most}.",
                count=mentions,
                platform=platform.name,
                most=limits.mentions.value,
            ),
        )


def _title(post: Post, platform: Platform) -> Iterator[Problem]:
    limits = platform.text
    assert limits is not None
    length, most, least = count_words(post.title, limits.counting.value), limits.title_length, limits.min_title_length
    if most and length > most.value:
        yield problem(
            "title-long",
            say(
                "The title has {length} characters; {platform} takes {most}.",
                length=length,
                platform=platform.name,
                most=most.value,
            ),
        )
    if least and 0 < length < least.value:
        yield problem(
            "title-short",
            say(
                "The title has {length} characters; {platform} asks for {least} and more.",
                length=length,
                platform=platform.name,
                least=least.value,
            ),
            "warning",
        )


def _tags(post: Post, platform: Platform) -> Iterator[Problem]:
    limits = platform.text
    assert limits is not None
    if limits.hashtags and len(post.hashtags) > limits.hashtags.value:
        yield problem(
            "hashtags-many",
            say(
                "The post has {count} hashtags; {platform} takes {most}.",
                count=len(post.hashtags),
                platform=platform.name,
                most=limits.hashtags.value,
            ),
        )
    together = sum(len(tag) for tag in post.hashtags)
    if limits.hashtag_letters and together > limits.hashtag_letters.value:
        yield problem(
            "hashtags-long",
            say(
                "The hashtags have {length} letters together; {platform} takes {most}.",
                length=together,
                platform=platform.name,
                most=limits.hashtag_letters.value,
            ),
        )
