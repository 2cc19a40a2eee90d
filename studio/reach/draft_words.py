"""The words of a draft and when they are there: titles, captions, what is said beside the video.

It must never read words out of pixels: what is written in a finished video is unknown.
"""

from __future__ import annotations

import re
from fractions import Fraction

from studio.model import Project, Span, Title, all_clips, captions_of, is_hidden, spoken_words
from studio.reach.signals import DraftWords, Signal

__all__ = ["OPENING_S", "draft_words", "shown_words", "word_signals"]

OPENING_S = Fraction(3)
_FIRST_S = Fraction(1)
_QUESTION = re.compile(
    r"[?？؟]|^\s*(who|what|why|how|when|where|which|guess|can you|did you|would you)\b", re.IGNORECASE
)
_PROMISE = re.compile(
    r"\b(how to|here(’|')s|this is|watch|wait|until|then|before|after|reveal|secret|mistake|step|day|part|"
    r"top \d+|\d+ (ways|things|tips|reasons|days|steps|minutes|seconds))\b",
    re.IGNORECASE,
)


def shown_words(project: Project) -> tuple[tuple[Span, str], ...]:
    """Every title and caption that is seen, with its stretch of the timeline, in order of time."""
    found = [
        (clip.span, " ".join(clip.clip.content.text.split()))
        for clip in all_clips(project)
        if isinstance(clip.clip.content, Title) and clip.clip.on and not is_hidden(project, clip)
    ]
    if project.captions.on:
        found += [(cue.span, " ".join(cue.text.split())) for cue in captions_of(project)]
    return tuple(sorted(((span, text) for span, text in found if text), key=lambda one: (one[0].start, one[1])))


def draft_words(project: Project | None, caption: str, about: str) -> DraftWords:
    """All words of the draft. Hashtags are taken out of the caption; what the project's post says fills what was not
    given."""
    post = project.post if project is not None else None
    text = caption or (post.caption if post else "")
    tags = tuple(dict.fromkeys(re.findall(r"#([\w\-]+)", text)))
    bare = " ".join(re.sub(r"#[\w\-]+", " ", text).split())
    if project is None or post is None:
        return DraftWords(caption=bare, hashtags=tags, about=about)
    told = about or post.description
    return DraftWords(
        on_screen=" ".join(dict.fromkeys(text for _, text in shown_words(project))),
        spoken=" ".join(one.word.text for one in spoken_words(project)),
        caption=" ".join(part for part in (post.title, bare) if part),
        hashtags=tuple(dict.fromkeys((*tags, *post.hashtags))),
        about=told,
    )


def word_signals(project: Project | None, words: DraftWords, length: Fraction) -> tuple[Signal, ...]:
    """What there is to tell about the words. In a finished video those on the picture are unknown."""
    common = (
        Signal("caption-words", float(len(words.caption.split()))),
        Signal("hashtags", float(len(words.hashtags))),
        Signal("description-words", float(len(words.about.split()))),
    )
    if project is None:
        first = words.caption or None
        question = None if first is None else float(bool(_QUESTION.search(first)))
        return (
            Signal("opening-text", None),
            Signal("opening-question", question or None),
            Signal("opening-promise", None),
            Signal("text-share", None),
            *common,
        )
    shown = shown_words(project)
    early = next((span for span, _ in shown if span.start < _FIRST_S), None)
    opening = [(span, text) for span, text in shown if span.start < OPENING_S]
    opening += [(one.span, one.word.text) for one in spoken_words(project) if one.span.start < OPENING_S]
    said = " ".join(text for _, text in opening)
    place = opening[0][0] if opening else Span(Fraction(0), min(OPENING_S, length))
    return (
        Signal("opening-text", float(early is not None), early or Span(Fraction(0), min(_FIRST_S, length))),
        Signal("opening-question", float(bool(_QUESTION.search(said))), place),
        Signal("opening-promise", float(bool(_PROMISE.search(said))), place),
        Signal("text-share", 100.0 * _covered(shown, length)),
        Signal("text-density", sum(len(text.split()) for _, text in shown) / float(max(length, Fraction(1)))),
        *common,
    )


def _covered(shown: tuple[tuple[Span, str], ...], length: Fraction) -> float:
    """Which part of the time words are there."""
    reached, covered = Fraction(0), Fraction(0)
    for span, _ in shown:
        end = min(span.end, length)
        covered += max(Fraction(0), end - max(span.start, reached))
        reached = max(reached, end)
    return float(covered / length) if length else 0.0
