"""Why a draft may do well or not: reasons tied to places, with the evidence in words that claim no more than it.

Where figures have a direction it is told, as a correlation; where they have none, a reason says that it is our
judgement. It must never promise what a change brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Literal

import msgspec

from studio.edits import add_on_layer, ripple_range
from studio.model import Clip, Problem, Project, Span, TextStyle, Time, Title, duration
from studio.reach.signals import Signals
from studio.sentences import Refused, Sentence, say

__all__ = ["Mark", "Reason", "mend_reason", "reasons_for"]

Mark = Literal["wrong", "warns", "good", "note"]
_ORDER: dict[Mark, int] = {"wrong": 0, "warns": 1, "good": 2, "note": 3}
_MOST_DEAD = 3
_KEPT_S = Fraction(1)
_BLACK_S, _QUIET_S, _LATE_VOICE_S = 0.2, 1.5, 2.0
_SEAM_ALIKE = 4.0
_SHOWN = {
    "safe-zone", "small-words", "reading-speed", "contrast", "flashes", "stripes", "long-flashing", "black-opening",
    "black-ending", "black-bars", "quiet", "loud", "true-peak", "clipped", "silence", "still", "missing-media",
    "missing-signs", "soft", "watermark",
}  # fmt: skip
"""Checks before posting that say something about how it is watched."""

_JUDGED = say("Our judgement: no figures say by how much it matters.")
_CHECKED = say("A check before posting; no figures say by how much it matters for reach.")
_TEXT = say(
    "Posts with words on the picture were in the top third 38 % of the time, without 30 %: Spotlight, 6,078 posts, a "
    "correlation."
)
_NAMED = say(
    "Posts that ask something were in the top third 55 % of the time, others 32 %; posts in which something follows "
    "or is revealed 42 %, others 26 %: Spotlight, 6,078 posts, correlations."
)
_LENGTH = say(
    "Up to 15 s 29 % of showings end with the video seen to its end, from 30 to 60 s 17 %, beyond 2 minutes 5 %: "
    "Kuaishou, 2022. Ranges here are compared with posts of the same length."
)
_LOOP = say("A mechanism only: no controlled study of loops was found.")


class Reason(msgspec.Struct, frozen=True):
    """One reason: a code for programs, how it is marked, the sentence, its evidence, its place, and what mends it.

    `fix` are the words of a button (None: nothing mends it); `problem` is the check it comes from, with its own fix.
    `direction` is 1 where the figures say that what was found went with more watching, -1 with less, 0 where they say
    nothing.
    """

    code: str
    mark: Mark
    sentence: Sentence
    evidence: Sentence
    at: Span | None = None
    direction: int = 0
    fix: Sentence | None = None
    problem: Problem | None = None


def reasons_for(signals: Signals, fixable: Callable[[str], Sentence | None] = lambda _code: None) -> tuple[Reason, ...]:
    """All reasons: what is wrong first, then what warns, what is good, what is worth knowing; in order of time.

    `fixable` gives the words of the button that mends a check's problem, by its code.
    """
    found = [
        *_opening(signals),
        *_dead(signals),
        *_sound(signals),
        *_checks(signals, fixable),
        *_notes(signals),
    ]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.mark], one.at.start if one.at else Fraction(10**6))))


def _seconds(value: float) -> str:
    return f"{value:.1f} s"


def _opening(signals: Signals) -> Iterator[Reason]:
    text = signals.signal("opening-text")
    if text is not None and text.value is not None:
        if text.value:
            yield Reason("opening-text", "good", say("Words are there within the first second."), _TEXT, text.at, 1)
        else:
            put = say("Put the caption there") if signals.words.caption else None
            yield Reason(
                "opening-text",
                "warns",
                say("No words are on the picture in the first second."),
                _TEXT,
                text.at,
                -1,
                put,
            )
    elif text is not None:
        yield Reason(
            "opening-text", "note", say("Words on the picture of a finished video are not read: unknown."), _TEXT
        )
    asked, named = signals.signal("opening-question"), signals.signal("opening-promise")
    if asked is not None and asked.value:
        yield Reason("opening-named", "good", say("It opens with a question."), _NAMED, asked.at, 1)
    elif named is not None and named.value:
        yield Reason("opening-named", "good", say("The opening says that something follows."), _NAMED, named.at, 1)
    elif named is not None and named.value is not None:
        missing = say("No words say in the first three seconds what comes.")
        yield Reason("opening-named", "warns", missing, _NAMED, named.at, -1)
    black = signals.signal("opening-black")
    checked = any(problem.code == "black-opening" for problem in signals.problems)
    if black is not None and (black.value or 0) > _BLACK_S and not checked:
        told = say("It begins with {seconds} of black.", seconds=_seconds(black.value or 0))
        yield Reason("opening-black", "wrong", told, _JUDGED, black.at)


def _dead(signals: Signals) -> Iterator[Reason]:
    longest = sorted(signals.dead, key=lambda span: -span.length)[:_MOST_DEAD]
    for span in longest:
        told = say("Nothing new is seen or said for {seconds}.", seconds=_seconds(float(span.length)))
        cut = say("Cut it to {seconds}", seconds="1.0 s") if signals.from_project else None
        yield Reason("dead", "warns", told, _JUDGED, span, 0, cut)


def _sound(signals: Signals) -> Iterator[Reason]:
    checked = {problem.code for problem in signals.problems}
    quiet = signals.signal("silence")
    if quiet is not None and quiet.at is not None and float(quiet.at.length) >= _QUIET_S and "silence" not in checked:
        told = say("It is silent for {seconds}.", seconds=_seconds(float(quiet.at.length)))
        yield Reason("silence", "warns", told, _JUDGED, quiet.at)
    clipped = signals.signal("clipping")
    if clipped is not None and clipped.value and "clipped" not in checked:
        yield Reason("clipping", "wrong", say("The sound is clipped."), _JUDGED, clipped.at)
    onset = signals.signal("speech-onset")
    if onset is not None and (onset.value or 0) > _LATE_VOICE_S:
        told = say("Nobody speaks before {seconds}.", seconds=_seconds(onset.value or 0))
        yield Reason(
            "speech-late", "note", told, _JUDGED, Span(Fraction(0), onset.at.start if onset.at else Fraction(0))
        )


def _checks(signals: Signals, fixable: Callable[[str], Sentence | None]) -> Iterator[Reason]:
    told: set[tuple[str, str]] = set()
    for problem in signals.problems:
        if problem.code not in _SHOWN or (problem.code, problem.about) in told:
            continue
        told.add((problem.code, problem.about))
        at = Span(problem.at, Fraction(0)) if problem.at is not None else None
        sentence = (
            problem.sentence if isinstance(problem.sentence, Sentence) else say("{words}", words=problem.sentence)
        )
        mark: Mark = "wrong" if problem.level == "error" else "warns"
        yield Reason(problem.code, mark, sentence, _CHECKED, at, 0, fixable(problem.code), problem)


def _notes(signals: Signals) -> Iterator[Reason]:
    seam = signals.value("loop-seam")
    if seam is not None and seam < _SEAM_ALIKE:
        yield Reason("loop", "note", say("The end looks like the beginning: it may be seen again."), _LOOP)
    yield Reason("length", "note", say("It is {seconds} long.", seconds=_seconds(float(signals.length))), _LENGTH)
    if not signals.words.about:
        told = say("Nobody described the draft: say in a paragraph what is seen and said, and more can be told.")
        yield Reason("description", "note", told, say("Words told most of what a draft tells: Spotlight, 6,078 posts."))


def mend_reason(project: Project, reason: Reason, new_id: Callable[[str], str]) -> Project:
    """The project after the fix of a reason that is no check's. Raises `Refused` where there is none."""
    if reason.code == "dead" and reason.at is not None:
        keep = reason.at.start + _KEPT_S
        return ripple_range(project, Span(keep, reason.at.end - keep), new_id=lambda: new_id("c"))
    if reason.code == "opening-text" and project.post.caption:
        shown: Time = min(Fraction(2), duration(project))
        words = project.post.caption.split("#")[0].split("\n")[0].strip()[:60]
        title = Clip(
            new_id("t"), Title(words, TextStyle(size=0.08, box=True)), Span(Fraction(0), shown), name=words[:24]
        )
        return add_on_layer(project, title, kind="text", at=Fraction(0), new_layer=new_id("l"))
    raise Refused(say("There is no edit that mends this."))
