"""Everything that could be wrong with a project, as a list of sentences.

It must never raise or repair: looking at bad input gives problems, not exceptions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from msgspec.structs import replace

from studio.model.clip import Clip, Compound, Footage, Gap, Item, OnClip
from studio.model.find import Found, all_clips, folder_path, is_sourced
from studio.model.folder import MOST_STARS
from studio.model.inside import MOST_NESTED, depth_of, inside_of, material_of
from studio.model.project import Project
from studio.model.time import SAMPLE_RATE, ZERO, Time, is_whole_frames
from studio.model.value import Value
from studio.sentences import say

__all__ = ["Level", "Problem", "check_project"]

Level = Literal["error", "warning", "ask"]
"""How bad something is: it must be mended, it should be looked at, or the person is asked."""


class Problem(Value, frozen=True):
    """Something wrong: a code for programs, a sentence for people, and the clip or asset it is about."""

    code: str
    sentence: str
    about: str = ""
    at: Time | None = None
    level: Level = "error"


def check_project(project: Project) -> tuple[Problem, ...]:
    """All broken invariants of the project; empty for every project that edits can make."""
    if project.rate <= 0:
        return (Problem("odd-rate", say("The project has no frame rate above zero."), project.id),)
    clips = tuple(all_clips(project))
    return (
        *_ids(project),
        *_main_lengths(project),
        *_item_lengths(project),
        *_contents(project, clips),
        *_effects(clips),
        *_animations(clips),
        *_transitions(project),
        *_pins(project),
        *_starts(clips),
        *_layer_kinds(project),
        *_sorting(project),
        *_speeches(project),
        *_insides(project, clips),
    )


def _insides(project: Project, clips: tuple[Found, ...]) -> Iterator[Problem]:
    """Compounds lie no deeper in one another than they may, and what they hold is as sound as the rest."""
    for found in clips:
        content, name = found.clip.content, found.clip.name or found.clip.id
        if not isinstance(content, Compound):
            continue
        if depth_of(content) > MOST_NESTED:
            sentence = say("“{name}” holds compounds more than {most} deep.", name=name, most=MOST_NESTED)
            yield Problem("deep-compound", sentence, found.clip.id)
            continue
        if found.clip.source_span.end > material_of(project, content) + 1 / project.rate:
            sentence = say("“{name}” goes on after what it holds has ended.", name=name)
            yield Problem("past-inside", sentence, found.clip.id, level="warning")
        inside = inside_of(project, content)
        held = tuple(all_clips(inside))
        for problem in (
            *_main_lengths(inside), *_item_lengths(inside), *_contents(inside, held), *_effects(held),
            *_transitions(inside), *_pins(inside), *_starts(held), *_layer_kinds(inside), *_insides(inside, held),
            *_ids(replace(inside, assets=(), folders=())),
        ):  # fmt: skip
            yield replace(problem, about=found.clip.id)


def _ids(project: Project) -> Iterator[Problem]:
    ids = [asset.id for asset in project.assets]
    ids += [folder.id for folder in project.folders]
    ids += [thing.id for thing in project.main]
    for layer in (*project.layers, *project.sounds):
        ids.append(layer.id)
        ids += [item.id for item in layer.items]
    for name, count in Counter(ids).items():
        if count > 1:
            yield Problem("same-id", say("{count} things have the same id “{id}”.", count=count, id=name), name)


def _main_lengths(project: Project) -> Iterator[Problem]:
    for thing in project.main:
        if thing.length <= 0 or not is_whole_frames(thing.length, project.rate):
            yield Problem("odd-length", say("“{id}” does not last a whole number of frames.", id=thing.id), thing.id)


def _item_lengths(project: Project) -> Iterator[Problem]:
    for layer in (*project.layers, *project.sounds):
        # Sound items last whole samples, pictures whole frames.
        grain = Fraction(SAMPLE_RATE) if layer.kind == "sound" else project.rate
        for item in layer.items:
            if item.clip.length > 0 and not is_whole_frames(item.clip.length, grain):
                yield Problem(
                    "odd-length",
                    say("“{id}” does not last a whole number of frames or samples.", id=item.id),
                    item.id,
                )


def _contents(project: Project, clips: tuple[Found, ...]) -> Iterator[Problem]:
    for found in clips:
        clip = found.clip
        if clip.speed <= 0:
            yield Problem("odd-speed", say("“{id}” has no speed above zero.", id=clip.id), clip.id)
        elif clip.speed != 1 and not is_sourced(project, clip):
            yield Problem("odd-speed", say("“{id}” stands still but has a speed.", id=clip.id), clip.id)
        if clip.length <= 0:
            yield Problem("empty-clip", say("“{id}” has no length.", id=clip.id), clip.id)
        if isinstance(clip.content, Footage):
            asset = project.asset(clip.content.asset)
            if asset is None:
                yield Problem("no-asset", say("“{id}” uses a file the project does not list.", id=clip.id), clip.id)
            elif is_sourced(project, clip):
                span = clip.source_span
                # Half a frame of grace: containers round their own durations.
                grace = 1 / (2 * project.rate)
                if span.start < (-grace if clip.time_map else 0) or span.end > asset.duration + grace:
                    yield Problem("past-end", say("“{name}” plays past its end.", name=asset.name), clip.id)


def _animations(clips: tuple[Found, ...]) -> Iterator[Problem]:
    for found in clips:
        animations = found.clip.animations
        if len({animation.when for animation in animations}) < len(animations):
            sentence = say("“{clip}” has several animations for the same moment.", clip=found.clip.id)
            yield Problem("same-animation", sentence, found.clip.id)
        if any(animation.length <= 0 for animation in animations):
            sentence = say("An animation of “{clip}” has no length.", clip=found.clip.id)
            yield Problem("odd-animation", sentence, found.clip.id)


def _effects(clips: tuple[Found, ...]) -> Iterator[Problem]:
    for found in clips:
        if len(found.clip.effects) < 2:
            continue
        for name, count in Counter(applied.id for applied in found.clip.effects).items():
            if count > 1:
                sentence = say("“{clip}” has several effects with the id “{id}”.", clip=found.clip.id, id=name)
                yield Problem("same-id", sentence, found.clip.id)


def _transitions(project: Project) -> Iterator[Problem]:
    """A transition lies half on each side of its cut, over two clips, and never over another transition."""
    before: Clip | Gap | None = None
    for thing in project.main:
        if isinstance(thing, Clip) and thing.enter is not None:
            length, name = thing.enter.length, thing.id
            if length <= 0 or not is_whole_frames(length, project.rate):
                yield Problem("odd-transition", say("The transition of “{id}” has an odd length.", id=name), name)
            elif not isinstance(before, Clip):
                yield Problem("lone-transition", say("“{id}” has a transition but no clip before it.", id=name), name)
            else:
                other = before.enter.length if before.enter is not None else ZERO
                if length > 2 * thing.length or length + other > 2 * before.length:
                    yield Problem("long-transition", say("The transition of “{id}” is too long.", id=name), name)
        before = thing
    for layer in (*project.layers, *project.sounds):
        for item in layer.items:
            if item.clip.enter is not None:
                sentence = say("“{id}” has a transition but lies on a layer.", id=item.id)
                yield Problem("lone-transition", sentence, item.id)


def _pins(project: Project) -> Iterator[Problem]:
    clips = {thing.id: thing for thing in project.main if isinstance(thing, Clip)}
    items: list[Item] = [item for layer in (*project.layers, *project.sounds) for item in layer.items]
    for item in items:
        if not isinstance(item.pin, OnClip):
            continue
        clip = clips.get(item.pin.clip)
        if clip is None:
            yield Problem("loose-pin", say("“{id}” is pinned to a clip that is gone.", id=item.id), item.id)
        elif item.pin.source_time not in clip.played_span:
            sentence = say("“{id}” is pinned to a picture that is not shown.", id=item.id)
            yield Problem("pin-outside", sentence, item.id, level="warning")


def _starts(clips: tuple[Found, ...]) -> Iterator[Problem]:
    for found in clips:
        if found.span.start < ZERO:
            yield Problem("before-start", say("“{id}” begins before the start.", id=found.clip.id), found.clip.id)


def _layer_kinds(project: Project) -> Iterator[Problem]:
    for layer in project.layers:
        if layer.kind == "sound":
            yield Problem("sound-above", say("Sound layer “{id}” lies among the pictures.", id=layer.id), layer.id)
    for layer in project.sounds:
        if layer.kind != "sound":
            yield Problem("picture-below", say("Picture layer “{id}” lies among the sounds.", id=layer.id), layer.id)


def _sorting(project: Project) -> Iterator[Problem]:
    """Media and folders lie in folders there are, and no folder lies in itself."""
    known = {"", *(folder.id for folder in project.folders)}
    for asset in project.assets:
        if asset.folder not in known:
            sentence = say("“{name}” lies in a folder that is gone.", name=asset.name)
            yield Problem("no-folder", sentence, asset.id, level="warning")
        if not 0 <= asset.stars <= MOST_STARS:
            yield Problem("odd-stars", say("“{name}” has an odd number of stars.", name=asset.name), asset.id)
    for folder in project.folders:
        way = folder_path(project, folder.id)
        if way[0].inside:
            sentence = say("The folder “{name}” lies nowhere.", name=folder.name)
            yield Problem("no-folder", sentence, folder.id, level="warning")


def _speeches(project: Project) -> Iterator[Problem]:
    """What is said is said in files of the project, each once, its words in order of time."""
    for name, count in Counter(speech.asset for speech in project.captions.speeches).items():
        if count > 1:
            yield Problem("same-speech", say("The captions of “{name}” are there twice.", name=name), name)
    for speech in project.captions.speeches:
        if project.asset(speech.asset) is None:
            sentence = say("There are captions of a file the project does not list.")
            yield Problem("no-asset", sentence, speech.asset, level="warning")
        if any(word.end < word.start for word in speech.words) or any(
            one.start > other.start for one, other in pairwise(speech.words)
        ):
            yield Problem("odd-words", say("The words of “{name}” are out of order.", name=speech.asset), speech.asset)
