"""What was measured, judged for a platform: sentences about sound, flashes, black and still pictures, marks, contrast.

It must never say that a video is safe or will be accepted: a check that finds nothing has only found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import inf

from studio.model import (
    SAMPLE_RATE,
    Clip,
    Footage,
    Level,
    Problem,
    Project,
    Span,
    Time,
    Title,
    curve_at,
    duration,
    find,
    main_at,
    nearest_frame,
    place_for,
)
from studio.platforms import SCREEN, Platform
from studio.publish.found import Corner, Flashing, Measured, PicturesFound, SoundFound, TitleFound
from studio.publish.problem import problem, seconds, short
from studio.sentences import Sentence, say

__all__ = ["judged"]

_MOST_GAIN_DB = 12.0
"""Sound that must be raised further brings up its noise with it."""
_OPPOSITE = -0.3
_MOST_TOLD = 4
_BLACK_OPENING_S = Fraction(1, 5)
_BLACK_ENDING_S = Fraction(1, 2)
_BLACK_FLASH_FRAMES = 3
_STILL_S = 2
_SOFT = 0.05
"""Fifteen real videos of phones and cameras measured 0.09 to 0.40, the same enlarged twice 0.03 to 0.10."""
_LARGE_PIXELS, _LARGE_BOLD_PIXELS, _BOLD = 72, 56, 600
"""Large text of WCAG 1.4.3 (24 and bold 18.7 CSS pixels) on a phone's screen: three pixels are one there."""
_CONTRAST, _CONTRAST_LARGE = 4.5, 3.0


def judged(project: Project, measured: Measured, platform: Platform, *, levelled: bool) -> Iterator[Problem]:
    """Problems of what was measured so far. `levelled` says that the export brings the sound to its loudness."""
    if measured.sound is not None:
        yield from _sound(project, measured.sound, platform, levelled=levelled)
    for title in measured.titles or ():
        yield from _contrast(project, title)
    if measured.pictures is not None:
        yield from _flashes(measured.pictures)
        yield from _black(project, measured.pictures)
        yield from _still(project, measured.pictures)
        yield from _marks(measured.pictures)
        yield from _clips(project, measured.pictures)


# -- sound


def _sound(project: Project, sound: SoundFound, platform: Platform, *, levelled: bool) -> Iterator[Problem]:
    whole = duration(project)
    if sound.integrated_lufs == -inf and sound.true_peak_db < -50:
        yield problem("no-sound", say("There is nothing to hear in it."), "warning")
        return
    yield from _loudness(sound, platform, levelled=levelled)
    for at in sound.clipped[:1]:
        yield problem(
            "clipped",
            say(
                "The sound is too loud for its file, first at {at}, and held down there. Turn it down.",
                at=seconds(at),
            ),
            "warning",
            at=at,
        )
    if sound.likeness < _OPPOSITE:
        yield problem(
            "opposite-channels",
            say("Left and right sound against each other: a phone’s one speaker plays almost nothing of it."),
            "warning",
        )
    inner = [span for span in sound.silences if span.start > 0 and span.end < whole - Fraction(1, SAMPLE_RATE)]
    for span in sound.silences:
        if span.start <= 0 and span.length < whole:
            yield problem(
                "silent-opening",
                say("Nothing is heard for the first {length}.", length=seconds(span.length)),
                "warning",
                at=Fraction(0),
            )
    for span in inner[:_MOST_TOLD]:
        yield problem(
            "silence",
            say("Nothing is heard for {length} from {at}.", length=seconds(span.length), at=seconds(span.start)),
            "warning",
            at=span.start,
        )


def _loudness(sound: SoundFound, platform: Platform, *, levelled: bool) -> Iterator[Problem]:
    target = platform.sound
    loudness = f"{sound.integrated_lufs:.1f} LUFS"
    if levelled:
        if sound.integrated_lufs < target.loudness_lufs.value - _MOST_GAIN_DB:
            yield problem(
                "very-quiet",
                say(
                    "The sound is very quiet ({loudness}): the export makes it louder, and its noise with it.",
                    loudness=loudness,
                ),
                "warning",
            )
        return
    if sound.integrated_lufs < target.quietest_lufs.value:
        yield problem(
            "quiet",
            say(
                "The sound is quiet ({loudness}); others are at about {target} LUFS.",
                loudness=loudness,
                target=f"{target.loudness_lufs.value:g}",
            ),
            "warning",
        )
    if sound.integrated_lufs > target.loudest_lufs.value:
        yield problem(
            "loud",
            say(
                "The sound is loud ({loudness}); platforms turn it down to about {target} LUFS.",
                loudness=loudness,
                target=f"{target.loudness_lufs.value:g}",
            ),
            "warning",
        )
    if sound.true_peak_db > target.true_peak_db.value:
        yield problem(
            "true-peak",
            say(
                "The sound peaks at {peak} dBTP; up to {most} nothing is bent when it is encoded again.",
                peak=f"{sound.true_peak_db:.1f}",
                most=f"{target.true_peak_db.value:g}",
            ),
            "warning",
        )


# -- words


def _contrast(project: Project, title: TitleFound) -> Iterator[Problem]:
    found = find(project, title.clip)
    if found is None or not isinstance(found.clip.content, Title):
        return
    style = found.clip.content.style
    scale = curve_at(place_for(found.clip.place, project.canvas.ratio).scale, found.clip.window.start)
    pixels = style.size * scale * SCREEN[0]
    large = pixels >= (_LARGE_BOLD_PIXELS if style.weight >= _BOLD else _LARGE_PIXELS)
    least = _CONTRAST_LARGE if large else _CONTRAST
    if title.contrast < least:
        yield problem(
            "contrast",
            say(
                "“{words}” hardly stands out from what lies behind it: {contrast} to 1, and {least} can be read.",
                words=short(found.clip.content.text),
                contrast=f"{title.contrast:.1f}",
                least=f"{least:g}",
            ),
            "warning",
            title.clip,
            title.at,
        )


# -- pictures


def _flashes(pictures: PicturesFound) -> Iterator[Problem]:
    for one in pictures.flashes[:_MOST_TOLD]:
        code, level, sentence = _flashing(one)
        yield problem(code, sentence, level, at=one.start)


def _flashing(one: Flashing) -> tuple[str, Level, Sentence]:
    """What is said about it: the code, how bad it is, and the sentence."""
    count, span, dark = one.transitions // 2, f"{seconds(one.start)} – {seconds(one.end)}", one.dark
    match one.kind:
        case "extended":
            sentence = say(
                "It flickers {count} times a second for long ({span}) and can harm. Darken it by {dark} %.",
                count=count,
                span=span,
                dark=dark,
            )
            return "long-flashing", "warning", sentence
        case "stripes":
            sentence = say(
                "{count} pairs of stripes fill the picture ({span}) and can harm. Darken it by {dark} %.",
                count=one.transitions,
                span=span,
                dark=dark,
            )
            return "stripes", "warning", sentence
        case "red":
            sentence = say(
                "Red flashes {count} times a second ({span}): this can harm people with epilepsy. Darken by {dark} %.",
                count=count,
                span=span,
                dark=dark,
            )
        case "general":
            sentence = say(
                "It flashes {count} times a second ({span}): this can harm people with epilepsy. Darken by {dark} %.",
                count=count,
                span=span,
                dark=dark,
            )
    return "flashes", "error", sentence


def _black(project: Project, pictures: PicturesFound) -> Iterator[Problem]:
    # The rate of the pictures that were drawn gives the last one's end, which may lie beyond the project's.
    whole = duration(project)
    flashing = []
    for span in pictures.black:
        opens, ends = span.start <= 0, span.end >= whole
        if opens and ends:
            yield problem("black", say("There is nothing to see but black."), "error", at=Fraction(0))
        elif opens and span.length >= _BLACK_OPENING_S:
            yield problem(
                "black-opening",
                say("It opens with {length} of black.", length=seconds(span.length)),
                "warning",
                at=Fraction(0),
            )
        elif ends and span.length >= _BLACK_ENDING_S:
            yield problem(
                "black-ending",
                say("It ends with {length} of black.", length=seconds(span.length)),
                "warning",
                at=span.start,
            )
        elif not opens and not ends and nearest_frame(span.length, project.rate) <= _BLACK_FLASH_FRAMES:
            flashing.append(span)
    for span in flashing[:_MOST_TOLD]:
        if not _in_stray_gap(project, span.start):
            yield problem(
                "black-flash", say("Black flashes by at {at}.", at=seconds(span.start)), "warning", at=span.start
            )


def _in_stray_gap(project: Project, at: Time) -> bool:
    """Whether the black is a gap that is told already."""
    index = main_at(project, at)
    return index is not None and not isinstance(project.main[index], Clip)


def _still(project: Project, pictures: PicturesFound) -> Iterator[Problem]:
    whole = duration(project)
    for span in pictures.still:
        if span.length < _STILL_S or not _moving_footage(project, span) or span in pictures.black:
            continue
        if span.start <= 0:
            yield problem(
                "still-opening",
                say("Nothing moves for the first {length}.", length=seconds(span.length)),
                "warning",
                at=Fraction(0),
            )
        elif span.end >= whole:
            yield problem(
                "still-ending",
                say("Nothing moves for the last {length}.", length=seconds(span.length)),
                "warning",
                at=span.start,
            )


def _moving_footage(project: Project, span: Span) -> bool:
    """Whether a video is shown then, which should move; photos and titles stand still anyhow."""
    index = main_at(project, span.start)
    thing = project.main[index] if index is not None else None
    if not isinstance(thing, Clip) or not isinstance(thing.content, Footage):
        return False
    asset = project.asset(thing.content.asset)
    return asset is not None and asset.kind == "video"


def _corner(corner: Corner) -> Sentence:
    return {
        "top left": say("top left"),
        "top right": say("top right"),
        "bottom left": say("bottom left"),
        "bottom right": say("bottom right"),
    }[corner]


def _marks(pictures: PicturesFound) -> Iterator[Problem]:
    for corner in pictures.corners:
        yield problem(
            "watermark",
            say("Something stays at the {corner}: it may be another app’s watermark.", corner=_corner(corner)),
            "warning",
        )


def _clips(project: Project, pictures: PicturesFound) -> Iterator[Problem]:
    for one in pictures.clips:
        found = find(project, one.clip)
        if found is None:
            continue
        share = max(one.bars_wide, one.bars_high)
        if share > 0:
            yield problem(
                "black-bars",
                say("Black bars take {share} of the picture.", share=f"{share:.0%}"),
                "warning",
                one.clip,
                one.at,
            )
        if one.sharpness < _SOFT:
            yield problem("soft", say("The picture is soft, as if it had been enlarged."), "warning", one.clip, one.at)
