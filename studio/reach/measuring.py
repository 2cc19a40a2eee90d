"""The signals of a draft, measured through the renderer at small size.

It must never touch the project; it belongs on a worker thread.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from itertools import pairwise
from statistics import median

from msgspec.structs import replace

from studio.media.glimpses import Glimpses
from studio.model import Problem, Project, Span, Time, all_markers, duration
from studio.reach.draft_words import draft_words, shown_words, word_signals
from studio.reach.heard import Heard, hear_draft
from studio.reach.seen import Seen, project_cuts, see
from studio.reach.signals import Signal, Signals
from studio.render import Artist, Mixer
from studio.sentences import Refused, say

__all__ = ["first_signals", "reworded", "signals"]

_LONGEST_S = 600


def signals(
    project: Project,
    sources: Glimpses,
    artist: Artist,
    mixer: Mixer,
    *,
    caption: str = "",
    about: str = "",
    from_project: bool = True,
    problems: tuple[Problem, ...] = (),
    told: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Signals | None:
    """Everything a feed could notice of the draft; None when cancelled.

    A finished video is a project of nothing but itself (`from_project` False): its cuts are found in its pictures, its
    words stay unknown. Raises `Refused` where there is nothing to see, or more than ten minutes.
    """
    length = _short_enough(project)
    # Decoding leaves Python alone: sound and pictures are taken at the same time.
    with ThreadPoolExecutor(1, "listening") as listener:
        listening = listener.submit(hear_draft, project, mixer, sources, cancelled)
        seen = see(project, artist, sources, told, cancelled)
        heard = listening.result()
    if heard is None or seen is None:
        return None
    words = draft_words(project if from_project else None, caption, about)
    cuts = project_cuts(project) if from_project else seen.cuts()
    dead = _dead(project, seen, heard, cuts, from_project=from_project)
    found = (
        *word_signals(project if from_project else None, words, length),
        *_pace(project, cuts, dead, length, from_project=from_project),
        *seen.signals(),
        *heard.signals(),
        Signal("opening-logo", None),
        Signal("shake", None),
        Signal("duration", float(length)),
        Signal("resolution", float(project.canvas.short_side)),
    )
    return Signals(
        length=length,
        from_project=from_project,
        signals=found,
        words=words,
        cuts=cuts,
        dead=dead,
        silences=heard.silences,
        problems=problems,
    )


def first_signals(project: Project, *, problems: tuple[Problem, ...] = ()) -> Signals:
    """What can be told of a project at once, without looking or listening."""
    length = _short_enough(project)
    words, cuts = draft_words(project, "", ""), project_cuts(project)
    found = (*word_signals(project, words, length), *_pace(project, cuts, (), length, from_project=True))
    return Signals(length=length, from_project=True, signals=found, words=words, cuts=cuts, problems=problems)


def reworded(found: Signals, project: Project, problems: tuple[Problem, ...]) -> Signals:
    """The same signals after nothing but the words of the post changed."""
    words = draft_words(project, "", "")
    new = {one.name: one for one in word_signals(project, words, found.length)}
    kept = tuple(new.pop(one.name, one) for one in found.signals)
    return replace(found, signals=(*kept, *new.values()), words=words, problems=problems)


def _short_enough(project: Project) -> Time:
    """How long it is. Raises `Refused` for nothing, and for what is no short video."""
    length = duration(project)
    if length <= 0:
        raise Refused(say("There is nothing on the timeline yet."))
    if length > _LONGEST_S:
        raise Refused(say("It is longer than ten minutes: the model knows short videos alone."))
    return length


def _pace(
    project: Project, cuts: tuple[Time, ...], dead: tuple[Span, ...], length: Time, *, from_project: bool
) -> Iterator[Signal]:
    edges = (Fraction(0), *cuts, length)
    shots = [Span(first, end - first) for first, end in pairwise(edges) if end > first]
    longest = max(shots, key=lambda span: span.length)
    yield Signal("cuts", 10.0 * len(cuts) / float(length))
    yield Signal("shot-length", float(median(span.length for span in shots)))
    yield Signal("longest-shot", float(longest.length), longest)
    still = sum((span.length for span in dead), Fraction(0))
    yield Signal("dead", float(still), max(dead, key=lambda span: span.length, default=None))
    changes = [cut for cut in cuts if cut > 0]
    if from_project:
        changes += [span.start for span, _ in shown_words(project) if span.start > 0]
    first = min(changes, default=length)
    yield Signal("first-change", float(first), Span(Fraction(0), first))
    beats = sorted(one.time for one in all_markers(project) if one.marker.beat)
    if beats and cuts:
        yield Signal("beat-distance", 1000.0 * float(median(_nearest(beats, cut) for cut in cuts)))


def _nearest(beats: list[Time], cut: Time) -> Time:
    at = bisect_left(beats, cut)
    return min(abs(cut - beat) for beat in beats[max(0, at - 1) : at + 1])


def _dead(
    project: Project, seen: Seen, heard: Heard, cuts: tuple[Time, ...], *, from_project: bool
) -> tuple[Span, ...]:
    """Stretches of two seconds and more in which hardly anything moves, nothing is cut, nothing new is read or said."""
    events = [*cuts]
    if from_project:
        events += [span.start for span, _ in shown_words(project)]
    busy = sorted([Span(event, Fraction(1, 5)) for event in events] + list(heard.speech), key=lambda span: span.start)
    found = []
    for span in seen.still():
        start = span.start
        for other in (*(one for one in busy if one.overlaps(span)), Span(span.end, Fraction(0))):
            if other.start - start >= 2:
                found.append(Span(start, other.start - start))
            start = max(start, other.end)
    return tuple(found)
