"""Which clip goes into which slot: a score for each pair from what was measured, and the best choice for all together.

A slot wants what its sample is like: as long, of the same shape, as lively, as loud, with or without a face; and
sharp. The weights are guesses and stand below. It must never look into a file: what was measured is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf, log
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from studio.edits import fill_slot, slots_of, takes
from studio.model import ZERO, Asset, Footage, Found, Project, Slot, Time, assets_of, clips_inside
from studio.sentences import Sentence, say

if TYPE_CHECKING:
    from studio.media.glances import Glance

__all__ = [
    "Choice",
    "Filling",
    "Looks",
    "best_filling",
    "filled_with",
    "next_best",
    "own_media",
    "ranked",
    "wanted_looks",
    "why_there",
]

Looks = Mapping[str, "Sequence[Glance]"]
"""What was measured, by the id of the asset."""

_WEIGHTS = {"length": 0.30, "shape": 0.20, "motion": 0.15, "sharp": 0.15, "loud": 0.10, "face": 0.10}
_HEARD_WEIGHTS = {"length": 0.6, "loud": 0.4}
_SHARP = 120.0
"""At this variance of the Laplacian (320 pixels) a picture is half as good as can be."""
_LOUD_APART_DB = 30.0
_GOOD, _BAD = 0.75, 0.4
_MOST_GOOD, _MOST_BAD = 3, 2
_TOLD = ("face", "motion", "sharp", "shape", "loud", "length")
"""What is praised first is what tells clips apart."""
_PRAISE = {
    "length": say("long enough"),
    "shape": say("the sample's shape"),
    "motion": say("as much moves as in the sample"),
    "sharp": say("sharp"),
    "loud": say("as loud as the sample"),
    "face": say("shows a face, as the sample does"),
}
_BLAME = {
    "length": say("shorter than the sample"),
    "shape": say("another shape, so it is cropped"),
    "motion": say("less or more moves than in the sample"),
    "sharp": say("not sharp"),
    "loud": say("louder or quieter than the sample"),
    "face": say("with a face or without, unlike the sample"),
}


class Choice(NamedTuple):
    """A clip for a slot, shown from `start` on: its score from 0 to 1, what speaks for it and what against."""

    slot: str
    asset: str
    start: Time
    score: float
    good: tuple[Sentence, ...]
    bad: tuple[Sentence, ...]


class Filling(NamedTuple):
    """What goes where, the slots that stay open, and the clips that have no place."""

    choices: tuple[Choice, ...]
    open: tuple[str, ...]
    unused: tuple[str, ...]


class _Place(NamedTuple):
    """A slot, the asset it shows now, how long it shows its source, and what its sample is like."""

    key: str
    slot: Slot
    shows: str
    length: Time
    sample: Asset | None
    like: Sequence[Glance]


def own_media(project: Project) -> tuple[Asset, ...]:
    """The files that could go into slots: in one of them, or neither a sample nor shown by a clip that is no slot."""
    places = _places(project, {})
    samples = {place.sample.id for place in places if place.sample is not None}
    samples -= {place.shows for place in places if place.slot.filled}
    fixed = {name for clip in clips_inside(project) if clip.slot is None for name in assets_of(project, clip)}
    return tuple(asset for asset in project.assets if asset.id not in samples and asset.id not in fixed)


def wanted_looks(project: Project, assets: Sequence[Asset]) -> tuple[Asset, ...]:
    """What has to be measured before these can be chosen from: they and the samples of the slots."""
    samples = (project.asset(_sample_of(clips[0])) for _key, clips in slots_of(project))
    found = {asset.id: asset for asset in (*samples, *assets) if asset is not None}
    return tuple(found.values())


def best_filling(
    project: Project, assets: Sequence[Asset], looks: Looks, *, slots: Sequence[str] | None = None
) -> Filling:
    """The choice for the open slots, or those named, whose scores together are greatest.

    As many required slots as possible are filled, then as many as possible at all, then as well as possible.
    """
    from studio.remix.assigning import assigned  # loads numpy, which not every command needs

    places = [
        place for place in _places(project, looks)
        if place.slot.kind != "text" and (place.key in slots if slots is not None else not place.slot.filled)
    ]  # fmt: skip
    pairs = [[_choice(place, asset, looks) for asset in assets] for place in places]
    most = len(places) + 1.0
    worths = [
        [-inf if one is None else one.score + most + (most * most if place.slot.required else 0.0) for one in choices]
        for place, choices in zip(places, pairs, strict=True)
    ]
    columns = assigned(worths)
    made = [pairs[row][column] for row, column in enumerate(columns) if column is not None]
    return Filling(
        tuple(choice for choice in made if choice is not None),
        tuple(place.key for place, column in zip(places, columns, strict=True) if column is None),
        tuple(asset.id for column, asset in enumerate(assets) if column not in columns),
    )


def ranked(project: Project, key: str, assets: Sequence[Asset], looks: Looks) -> tuple[Choice, ...]:
    """What could go into a slot, the best first."""
    place = next(place for place in _places(project, looks) if place.key == key)
    found = (_choice(place, asset, looks) for asset in assets)
    return tuple(sorted(filter(None, found), key=lambda choice: -choice.score))


def why_there(project: Project, looks: Looks) -> Mapping[str, Choice]:
    """Of each slot that is filled with a file: how well that goes there, and why."""
    found = {}
    for place in _places(project, looks):
        asset = project.asset(place.shows) if place.slot.filled else None
        choice = _choice(place, asset, looks) if asset is not None else None
        if choice is not None:
            found[place.key] = choice
    return found


def next_best(project: Project, key: str, assets: Sequence[Asset], looks: Looks) -> tuple[Choice, ...]:
    """What goes into the slot after what is in it now, the best again after the worst; none where nothing else does.

    A file that is in another slot changes places with this one's, where that goes there.
    """
    places = {place.key: place for place in _places(project, looks)}
    here = places[key]
    order = ranked(project, key, assets, looks)
    at = next((number for number, choice in enumerate(order) if choice.asset == here.shows), -1)
    for choice in (*order[at + 1 :], *order[: max(0, at)]):
        there = [place for place in places.values() if place.slot.filled and place.shows == choice.asset]
        mine = project.asset(here.shows) if here.slot.filled else None
        if not there:
            return (choice,)
        back = [_choice(place, mine, looks) for place in there] if mine is not None else [None]
        if None not in back:
            return (choice, *filter(None, back))
    return ()


def filled_with(project: Project, choices: Sequence[Choice]) -> Project:
    """The project with every choice in its slot. Raises `EditRefused`."""
    for choice in choices:
        project = fill_slot(project, choice.slot, asset_id=choice.asset, start=choice.start)
    return project


def _sample_of(found: Found) -> str:
    slot, content = found.clip.slot, found.clip.content
    if slot is not None and slot.sample:
        return slot.sample
    return content.asset if isinstance(content, Footage) else ""


def _places(project: Project, looks: Looks) -> list[_Place]:
    made = []
    for key, clips in slots_of(project):
        slot = clips[0].clip.slot
        assert slot is not None
        sample = project.asset(_sample_of(clips[0]))
        length = max(_shown_length(found, slot) for found in clips)
        content = clips[0].clip.content
        shows = content.asset if isinstance(content, Footage) else ""
        made.append(_Place(key, slot, shows, length, sample, looks.get(sample.id, ()) if sample is not None else ()))
    return made


def _shown_length(found: Found, slot: Slot) -> Time:
    """How much of a file the clip shows, or would show where it was filled with less than its sample."""
    return max(found.clip.source_span.length, slot.length * found.clip.speed)


def _choice(place: _Place, asset: Asset, looks: Looks) -> Choice | None:
    """How well the asset goes there, from where on it does best; None where it does not go there at all."""
    if not takes(place.slot, asset):
        return None
    glances = looks.get(asset.id, ())
    best: Choice | None = None
    for start in _starts(place, asset, glances):
        parts = _parts(place, asset, [one for one in glances if _in(one, start, place.length, asset)] or glances)
        weights = _HEARD_WEIGHTS if place.slot.kind == "voice" else _WEIGHTS
        weights = {name: weight for name, weight in weights.items() if name in parts}
        score = sum(weight * parts[name] for name, weight in weights.items()) / sum(weights.values())
        if best is None or score > best.score + 1e-9:
            praised = [name for name in _TOLD if name in weights and parts[name] >= _GOOD]
            if "face" in praised and not _shows_face(place.like):
                praised.remove("face")
            good = tuple(_PRAISE[name] for name in praised[:_MOST_GOOD])
            bad = tuple(_BLAME[name] for name in weights if parts[name] < _BAD)[:_MOST_BAD]
            best = Choice(place.key, asset.id, start, score, good, bad)
    return best


def _starts(place: _Place, asset: Asset, glances: Sequence[Glance]) -> list[Time]:
    """The beginning, and so that each moment that was measured lies in the middle."""
    if asset.kind == "photo" or asset.duration <= place.length:
        return [ZERO]
    latest = asset.duration - place.length
    middles = (Fraction(round(one.at_s * 100), 100) - place.length / 2 for one in glances)
    return [ZERO, *sorted({min(max(ZERO, middle), latest) for middle in middles} - {ZERO})]


def _in(one: Glance, start: Time, length: Time, asset: Asset) -> bool:
    return asset.kind == "photo" or float(start) <= one.at_s <= float(start + length)


def _parts(place: _Place, asset: Asset, glances: Sequence[Glance]) -> dict[str, float]:
    """Each of the measures from 0 to 1; those that could not be measured are not there."""
    parts = {"length": 1.0}
    if asset.kind != "photo" and asset.duration < place.length:
        parts["length"] = 0.7 * float(asset.duration / place.length) ** 2
    sample = place.sample
    if sample is not None and min(sample.width, sample.height, asset.width, asset.height) > 0:
        one, other = sample.width / sample.height, asset.width / asset.height
        parts["shape"] = min(one, other) / max(one, other)
    if not glances:
        return parts
    if asset.has_picture:
        sharpness = fmean(one.sharpness for one in glances)
        parts["sharp"] = sharpness / (sharpness + _SHARP)
    if not place.like:
        return parts
    if asset.kind == "video" and sample is not None and sample.kind == "video":
        mine, theirs = (fmean(one.motion for one in some) for some in (glances, place.like))
        parts["motion"] = max(0.0, 1 - abs(log((mine + 1) / (theirs + 1))) / log(8))
    if asset.kind != "photo" and sample is not None and sample.kind != "photo":
        parts["loud"] = max(0.0, 1 - abs(_level(glances) - _level(place.like)) / _LOUD_APART_DB)
    if asset.has_picture and sample is not None and sample.has_picture:
        parts["face"] = 1.0 if _shows_face(glances) == _shows_face(place.like) else 0.0
    return parts


def _level(glances: Sequence[Glance]) -> float:
    return max(one.loudness_db for one in glances)


def _shows_face(glances: Sequence[Glance]) -> bool:
    return 3 * sum(one.faces > 0 for one in glances) >= len(glances)
