"""What to look at before posting, in one list: what can be told at once, and what was measured so far.

Hard limits of a platform and what can harm people are errors, everything else is a warning or a question. It must
never block anything, and never say that a post "will" do well or be accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING

from studio.model import (
    Asset,
    Canvas,
    Clip,
    Footage,
    Ignored,
    Problem,
    Project,
    Span,
    all_held,
    assets_of,
    check_project,
    duration,
    used_assets,
)
from studio.platforms import Platform
from studio.publish.declared import declared
from studio.publish.found import Measured
from studio.publish.judged import judged
from studio.publish.limits import codec_taken, duration_within, rate_within, shape_within, weight_within
from studio.publish.post_words import words_within
from studio.publish.presets import shown_rate, shown_size
from studio.publish.problem import problem
from studio.publish.reading import read_in_time
from studio.publish.strays import enlarged, strays
from studio.publish.words import PlacedText, missing_signs, small_words, words_outside
from studio.sentences import say

if TYPE_CHECKING:
    from studio.media import Facts

__all__ = [
    "check_for",
    "check_video",
    "every_problem",
    "film_project",
    "missing_media",
    "problems_anywhere",
    "set_aside",
]


def check_for(
    subject: Project | Facts,
    platform: Platform,
    *,
    texts: Iterable[PlacedText] = (),
    measured: Measured | None = None,
    levelled: bool = True,
    anywhere: tuple[Problem, ...] | None = None,
) -> tuple[Problem, ...]:
    """What stands between a project, or a finished video, and the platform; empty when nothing was found.

    `texts` is where the project's titles lie (`placed_texts`), `measured` what is known of pictures and sound,
    `levelled` whether the export brings the sound to its loudness, `anywhere` what `problems_anywhere` gave, where
    that is known. What the person left as it is comes not here but in `set_aside`.
    """
    if not isinstance(subject, Project):
        found = check_video(subject, platform)
        return (*found, *judged(film_project(subject), measured, platform, levelled=False)) if measured else found
    found = every_problem(subject, platform, texts=texts, measured=measured, levelled=levelled, anywhere=anywhere)
    return tuple(one for one in found if not _is_ignored(subject, one))


def set_aside(project: Project, problems: Iterable[Problem]) -> tuple[tuple[Problem, Ignored], ...]:
    """Those of `problems` that the person looked at and left as they are, with the reason."""
    return tuple((one, ignored) for one in problems for ignored in project.post.ignored if _matches(ignored, one))


def every_problem(
    project: Project,
    platform: Platform,
    *,
    texts: Iterable[PlacedText] = (),
    measured: Measured | None = None,
    levelled: bool = True,
    anywhere: tuple[Problem, ...] | None = None,
) -> tuple[Problem, ...]:
    """As `check_for`, with what the person left as it is."""
    return (
        *(problems_anywhere(project) if anywhere is None else anywhere),
        *duration_within(duration(project), platform),
        *shape_within(*shown_size(project, platform), platform),
        *rate_within(shown_rate(project, platform), platform),
        *_enlarged(project, platform),
        *words_outside(project, platform, texts),
        *small_words(project, platform),
        *missing_signs(project),
        *enlarged(project, platform),
        *(judged(project, measured, platform, levelled=levelled) if measured else ()),
        *words_within(project.post, platform),
        *declared(project, platform),
    )


def problems_anywhere(project: Project) -> tuple[Problem, ...]:
    """What is wrong with the project wherever it is posted, as far as it can be told at once."""
    return (
        *check_project(project),
        *missing_media(project),
        *_empty(project),
        *read_in_time(project),
        *strays(project),
    )


def _matches(ignored: Ignored, found: Problem) -> bool:
    return (ignored.code, ignored.about) == (found.code, found.about)


def _is_ignored(project: Project, found: Problem) -> bool:
    return any(_matches(ignored, found) for ignored in project.post.ignored)


def film_project(facts: Facts) -> Project:
    """A project of nothing but a finished video, so that it is measured as projects are."""
    from studio.media import make_asset

    rate = facts.rate if facts.rate > 0 else Fraction(30)
    frames = max(1, floor(facts.duration * rate))
    clip = Clip("film", Footage("film"), Span(Fraction(0), frames / rate))
    canvas = Canvas(max(1, facts.width), max(1, facts.height))
    return Project("film", canvas=canvas, rate=rate, assets=(make_asset(facts, asset_id="film"),), main=(clip,))


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
            first = next(found for found in all_held(project) if asset.id in assets_of(project, found.clip))
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


def _used(project: Project) -> list[Asset]:
    used = used_assets(project)
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
