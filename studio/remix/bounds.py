"""How much a stranger's challenge may ask of a machine. What is beyond is refused before anything is drawn of it.

Bounds are far above what people make and far below what would stop a machine. It must never repair anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio.model import Challenge, Keyframes, Project, Title, all_held, check_project, duration
from studio.sentences import Sentence, say

__all__ = ["beyond_bounds"]

MOST_SIDE, LEAST_SIDE, MOST_RATE = 8192, 16, 240
MOST_SECONDS, MOST_CLIPS, MOST_ASSETS = 3600, 2_000, 1_000
MOST_WORDS, MOST_NAMES, MOST_KEYS = 4_000, 200, 20_000
MOST_EFFECTS = 100


def beyond_bounds(project: Project) -> Sentence | None:
    """Why a project of a challenge is not taken: what is broken in it, or is more than a machine should be asked."""
    canvas = project.canvas
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in (canvas.width, canvas.height)):
        return say("its picture would be {width} × {height}", width=canvas.width, height=canvas.height)
    if not 0 < project.rate <= MOST_RATE:
        return say("it has no usable frame rate")
    clips = list(all_held(project))
    if len(clips) > MOST_CLIPS or len(project.assets) > MOST_ASSETS:
        return say("it holds too many clips")
    broken = next((problem for problem in check_project(project) if problem.level == "error"), None)
    if broken is not None:
        return say("its project is broken")
    if duration(project) > MOST_SECONDS:
        return say("it is longer than an hour")
    if any(len(text) > MOST_WORDS for text in _texts(project)):
        return say("it holds too many words")
    facts = project.challenge
    if facts is not None and _many(facts):
        return say("it says too much of itself")
    for found in clips:
        if len(found.clip.effects) > MOST_EFFECTS or _keys(found.clip) > MOST_KEYS:
            return say("it holds too many effects")
    return None


def _texts(project: Project) -> Iterator[str]:
    for found in all_held(project):
        yield found.clip.name
        if isinstance(found.clip.content, Title):
            yield found.clip.content.text
        if found.clip.slot is not None:
            yield from (found.clip.slot.key, found.clip.slot.hint)
    facts = project.challenge
    if facts is not None:
        yield from (facts.id, facts.name, facts.about, facts.author, facts.language, facts.deadline, facts.sound)
        yield from (facts.licence, *facts.rules, *facts.hashtags)
        for ancestor in facts.ancestors:
            yield from (ancestor.id, ancestor.name, ancestor.author)


def _many(facts: Challenge) -> bool:
    return max(len(facts.rules), len(facts.hashtags), len(facts.ancestors)) > MOST_NAMES


def _keys(clip: object) -> int:
    fields = (getattr(clip, name) for name in ("opacity", "gain_db"))
    place = getattr(clip, "place")  # noqa: B009
    numbers = [*fields, place.x, place.y, place.scale, place.rotation_deg]
    return sum(len(number.keys) for number in numbers if isinstance(number, Keyframes))
