"""Sources that spell themselves: a source is a word, its n-th second shows and says its n-th letter.

Playing a project spells a string, one letter for each frame, so that one line of a test says everything about
order, trims, speed, gaps and layers. It must never know how an edit works.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from studio.edits import add_item, add_layer
from studio.model import (
    Asset,
    Clip,
    Curve,
    Footage,
    Gap,
    Keyframes,
    Layer,
    Project,
    Rate,
    Solid,
    Span,
    Sticker,
    Time,
    Title,
    all_clips,
    curve_at,
    duration,
    floor_frame,
    item_starts,
    main_at,
    main_span,
)

CLOSE = 1e-7
"""Two moments of a source nearer than this, in seconds, are the same picture."""


def seconds(number: float | str) -> Time:
    """Time from a small number, such as 2 or `5/3`."""
    return Fraction(number)


def word(text: str, *, kind: str = "video", has_sound: bool = True) -> Asset:
    """A file whose n-th second shows the n-th letter of `text`; its id is `file:` and the text."""
    return Asset(
        f"file:{text}",
        f"/words/{text}",
        kind,
        text,
        Fraction(0 if kind == "photo" else len(text)),
        width=0 if kind == "sound" else 1080,
        height=0 if kind == "sound" else 1920,
        rate=Fraction(0 if kind != "video" else 30),
        has_sound=has_sound and kind != "photo",
    )


def timeline(drawing: str, *, rate: Rate = Fraction(1), sounds: str = "") -> Project:
    """A project whose main track spells `drawing`: words are clips, dots gaps.

    In `ab[cde]f` the source is `abcdef` and the clip shows `cde`. A clip's id is what it shows; a gap's its dots.
    There are the layers `text`, `over` (pictures) and `sound`, where each word of `sounds` lies from 0.
    """
    assets: dict[str, Asset] = {}

    def whole_frames(text: str) -> Time:
        return floor_frame(seconds(len(text)), rate) / rate

    main: list[Clip | Gap] = []
    for part in drawing.split():
        if set(part) == {"."}:
            main.append(Gap(part, whole_frames(part)))
            continue
        before, bracket, rest = part.partition("[")
        shown, _, after = rest.partition("]") if bracket else (before, "", "")
        before = before if bracket else ""
        asset = word(before + shown + after)
        assets[asset.id] = asset
        main.append(Clip(shown, Footage(asset.id), Span(seconds(len(before)), whole_frames(shown))))
    for text in sounds.split():
        assets[f"file:{text}"] = word(text, kind="sound")
    project = Project("project", rate=rate, assets=tuple(assets.values()), main=tuple(main))
    project = add_layer(project, Layer("over", "overlay", "Pictures"))
    project = add_layer(project, Layer("text", "text", "Words"))
    project = add_layer(project, Layer("sound", "sound", "Music"))
    for text in sounds.split():
        clip = Clip(text, Footage(f"file:{text}"), Span(seconds(0), seconds(len(text))))
        project = add_item(project, clip, layer="sound", at=seconds(0))
    return project


def title(text: str) -> Clip:
    """A title that shows its n-th letter in its n-th second; its id is its text."""
    return Clip(text, Title(text), Span(seconds(0), seconds(len(text))))


def with_title(project: Project, text: str, at: float | str, **how: object) -> Project:
    """The project with a title on the text layer from second `at` on."""
    return add_item(project, title(text), layer="text", at=seconds(at), **how)


@dataclass(frozen=True)
class Shown:
    """What one clip shows and says at a moment: what cannot differ, and numbers that may differ by a hair."""

    what: tuple[object, ...]
    numbers: tuple[float, ...]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Shown)
            and self.what == other.what
            and len(self.numbers) == len(other.numbers)
            and all(abs(a - b) < CLOSE * 100 for a, b in zip(self.numbers, other.numbers, strict=True))
        )

    __hash__ = None


def _fade_gain(clip: Clip, own: Time) -> float:
    gain = 1.0
    if clip.fade_in is not None:
        gain *= float(min(1, max(0, (own - clip.fade_in.start) / clip.fade_in.length)))
    if clip.fade_out is not None:
        gain *= float(min(1, max(0, (clip.fade_out.end - own) / clip.fade_out.length)))
    return gain


def shown(clip: Clip, own: Time) -> Shown:
    """What the clip shows and says at own time `own`."""
    place = clip.place
    curves: list[Curve] = [clip.opacity, clip.gain_db, place.x, place.y, place.scale, place.rotation_deg]
    fixed: list[object] = [clip.content, clip.on, clip.muted, clip.name, place.mirror, place.fit]
    for applied in clip.effects:
        fixed += [applied.effect, applied.on]
        for key, value in applied.settings:
            fixed.append(key)
            if isinstance(value, Keyframes):
                curves.append(value)
            else:
                fixed.append(value)
    numbers = [float(clip.source_at(own)), _fade_gain(clip, own), *(curve_at(curve, own) for curve in curves)]
    return Shown(tuple(fixed), tuple(numbers))


def letter(project: Project, clip: Clip, own: Time) -> str:
    """The letter the clip shows at own time `own`; past its material the edge letter holds."""
    if not clip.on:
        return "-"
    match clip.content:
        case Footage(asset=asset_id):
            asset = project.asset(asset_id)
            text, at = asset.name, clip.picture_at(own, 1 / project.rate)
        case Title(text=text):
            at = own
        case Solid() | Sticker():
            return "#"
        case _:
            return "~"
    return text[min(max(0, floor(at + Fraction(1, 10**7))), len(text) - 1)] if text else " "


def play(project: Project) -> str:
    """What the main track spells, a letter for each frame; a dot is nothing."""
    spelled = []
    for index, thing in enumerate(project.main):
        span = main_span(project, index)
        for frame in range(int(span.length * project.rate)):
            own = thing.window.start + frame / project.rate if isinstance(thing, Clip) else None
            spelled.append("." if own is None else letter(project, thing, own))
    return "".join(spelled)


def play_layer(project: Project, layer_id: str) -> str:
    """What a layer spells, a letter for each frame of the main track and what follows; a space is nothing."""
    layer = next(layer for layer in (*project.layers, *project.sounds) if layer.id == layer_id)
    frames = floor_frame(duration(project), project.rate)
    spelled = [" "] * frames
    for start, item in zip(item_starts(project, layer), layer.items, strict=True):
        span = Span(start, item.clip.length)
        for frame in range(frames):
            moment = frame / project.rate
            if moment in span:
                spelled[frame] = letter(project, item.clip, item.clip.window.start + moment - start)
    return "".join(spelled).rstrip()


def seen_and_heard(project: Project, moment: Time) -> list[object]:
    """Everything that is there at `moment`, bottom to top: the main track with its transitions, layers, sounds."""
    there: list[object] = []
    index = main_at(project, moment)
    if index is not None and isinstance(project.main[index], Clip):
        there += _on_main(project, index, moment)
    for layer in (*project.layers, *project.sounds):
        for start, item in zip(item_starts(project, layer), layer.items, strict=True):
            if moment in Span(start, item.clip.length):
                own = item.clip.window.start + moment - start
                there.append((layer.id, shown(item.clip, own)))
    return there


def _on_main(project: Project, index: int, moment: Time) -> list[object]:
    clip, span = project.main[index], main_span(project, index)
    into = moment - span.start
    if clip.enter is not None and into < clip.enter.length / 2:
        before = project.main[index - 1]
        leaving = shown(before, before.window.end + into)
        progress = float(into / clip.enter.length)
        return [leaving, (clip.enter.effect, round(progress, 9)), shown(clip, clip.window.start + into)]
    after = project.main[index + 1] if index + 1 < len(project.main) else None
    if isinstance(after, Clip) and after.enter is not None and span.end - moment <= after.enter.length / 2:
        left = span.end - moment
        progress = float(-left / after.enter.length)
        coming = shown(after, after.window.start - left)
        return [shown(clip, clip.window.start + into), (after.enter.effect, round(progress, 9)), coming]
    return [shown(clip, clip.window.start + into)]


def film(project: Project) -> list[list[object]]:
    """Everything that is seen and heard, frame by frame."""
    return [
        seen_and_heard(project, frame / project.rate) for frame in range(floor_frame(duration(project), project.rate))
    ]


def starts(project: Project) -> dict[str, Time]:
    """When each clip begins."""
    return {found.clip.id: found.span.start for found in all_clips(project)}
