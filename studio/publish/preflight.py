"""What to look at before posting: length, size, rate, missing media, words outside the safe zone or too small.

Hard limits of a platform are errors, everything else is a warning. It must never block anything, and never say
that a post "will" do well or be accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from studio.model import Asset, Footage, Problem, Project, all_clips, check_project, duration
from studio.platforms import Platform
from studio.publish.limits import codec_taken, duration_within, rate_within, shape_within, weight_within
from studio.publish.presets import shown_rate, shown_size
from studio.publish.problem import problem
from studio.publish.words import PlacedText, small_words, words_outside
from studio.sentences import say

if TYPE_CHECKING:
    from studio.media import Facts

__all__ = ["check_for", "check_video", "missing_media"]


def check_for(subject: Project | Facts, platform: Platform, *, texts: Iterable[PlacedText] = ()) -> tuple[Problem, ...]:
    """What stands between a project, or a finished video, and the platform; empty when nothing does.

    `texts` is where the project's titles lie (`placed_texts`).
    """
    if not isinstance(subject, Project):
        return check_video(subject, platform)
    project = subject
    return (
        *check_project(project),
        *missing_media(project),
        *_empty(project),
        *duration_within(duration(project), platform),
        *shape_within(*shown_size(project, platform), platform),
        *rate_within(shown_rate(project, platform), platform),
        *_enlarged(project, platform),
        *words_outside(project, platform, texts),
        *small_words(project, platform),
    )


def check_video(facts: Facts, platform: Platform) -> tuple[Problem, ...]:
    """What stands between a finished video and the platform."""
    if facts.kind != "video":
        return (problem("no-picture", say("This file is no video."), "error"),)
    return (
        *(problem("file", sentence, "warning") for sentence in facts.problems),
        *duration_within(facts.duration, platform),
        *shape_within(facts.width, facts.height, platform),
        *rate_within(facts.rate, platform),
        *codec_taken(facts, platform),
        *weight_within(facts, platform),
    )


def missing_media(project: Project) -> Iterator[Problem]:
    """Files that clips use and that are not where they were."""
    for asset in _used(project):
        if not _is_there(asset.path):
            first = next(found for found in all_clips(project) if _shows(found.clip.content, asset))
            yield problem(
                "missing-media",
                say("“{name}” is missing: {path}", name=asset.name, path=asset.path),
                "error",
                asset.id,
                first.span.start,
            )


def _is_there(path: str) -> bool:
    try:
        return Path(path).is_file()
    except OSError:  # a name no file can have here
        return False


def _shows(content: object, asset: Asset) -> bool:
    return isinstance(content, Footage) and content.asset == asset.id


def _used(project: Project) -> list[Asset]:
    used = {found.clip.content.asset for found in all_clips(project) if isinstance(found.clip.content, Footage)}
    return [asset for asset in project.assets if asset.id in used]


def _empty(project: Project) -> Iterator[Problem]:
    if duration(project) <= 0:
        yield problem("empty", say("There is nothing on the timeline yet."))


def _enlarged(project: Project, platform: Platform) -> Iterator[Problem]:
    """A canvas smaller than the platform shows is not enlarged, and looks soft there."""
    least = platform.preset.short_side.value
    if project.canvas.short_side < least:
        yield problem(
            "small-canvas",
            say(
                "The canvas is {side} pixels on its short side; {platform} shows {least}. It may look soft.",
                side=project.canvas.short_side,
                platform=platform.name,
                least=least,
            ),
            "warning",
        )
