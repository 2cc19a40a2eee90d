"""MoviePy both ways: its effects as ours, by name and with plain numbers; our projects as its clips.

MoviePy is imported when it is first needed. Only the names listed here are ever taken from it: nothing that a project
says is imported. It must never keep a clip of MoviePy between two pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any

import numpy as np

from studio.effect import Effect, Effects, Moment, Param, Pixels, Samples, Settings
from studio.model import SAMPLE_RATE, Project, Time, duration

if TYPE_CHECKING:
    from studio.render import Sources

__all__ = ["as_clip", "moviepy_effects"]

_GROUP = "moviepy"
_STRENGTH = Param(key="strength", name="Strength", default=0.0, low=0.0, high=100.0, unit="%", first=100.0)


def moviepy_effects() -> tuple[Effect, ...]:
    """The effects of `moviepy.video.fx` and `moviepy.audio.fx` that work on one picture or on sound as it comes."""
    return (*(_of_picture(*told) for told in _PICTURES), *(_of_sound(*told) for told in _SOUNDS))


def _number(key: str, name: str, default: float, low: float, high: float, unit: str = "") -> Param:
    return Param(key=key, name=name, default=default, low=low, high=high, unit=unit)


Made = Callable[[Any, Settings, int], Any]
"""The effect of MoviePy, from its module `fx`, our settings, and the short side of the picture in pixels."""

_PICTURES: tuple[tuple[str, str, tuple[Param, ...], Made], ...] = (
    ("BlackAndWhite", "Black and white", (), lambda fx, _s, _side: fx.BlackAndWhite()),
    (
        "GammaCorrection",
        "Gamma",
        (_number("gamma", "Gamma", 1.6, 0.2, 4),),
        lambda fx, s, _side: fx.GammaCorrection(s["gamma"]),
    ),
    ("InvertColors", "Invert", (), lambda fx, _s, _side: fx.InvertColors()),
    (
        "LumContrast",
        "Light and contrast",
        (_number("lum", "Light", 0, -100, 100), _number("contrast", "Contrast", 0.3, -1, 3)),
        lambda fx, s, _side: fx.LumContrast(lum=s["lum"], contrast=s["contrast"]),
    ),
    (
        "MultiplyColor",
        "Multiply",
        (_number("factor", "Factor", 1.4, 0, 4),),
        lambda fx, s, _side: fx.MultiplyColor(s["factor"]),
    ),
    ("MirrorX", "Mirror", (), lambda fx, _s, _side: fx.MirrorX()),
    ("MirrorY", "Upside down", (), lambda fx, _s, _side: fx.MirrorY()),
    (
        "FadeIn",
        "Fade in from black",
        (_number("duration", "Length", 1, 0.05, 10, "s"),),
        lambda fx, s, _side: fx.FadeIn(s["duration"]),
    ),
    (
        "FadeOut",
        "Fade out to black",
        (_number("duration", "Length", 1, 0.05, 10, "s"),),
        lambda fx, s, _side: fx.FadeOut(s["duration"]),
    ),
    (
        "Margin",
        "Margin",
        (_number("width", "Width", 5, 0.5, 40, "%"),),
        lambda fx, s, side: fx.Margin(margin_size=max(1, round(side * s["width"] / 100))),
    ),
)
# What MoviePy does over time to sound (fades, repeats) needs the whole clip at once; ours come in pieces.
_SOUNDS: tuple[tuple[str, str, tuple[Param, ...], Made], ...] = (
    (
        "MultiplyVolume",
        "Volume",
        (_number("factor", "Factor", 1, 0, 4),),
        lambda fx, s, _side: fx.MultiplyVolume(s["factor"]),
    ),
    (
        "MultiplyStereoVolume",
        "Left and right",
        (_number("left", "Left", 1, 0, 4), _number("right", "Right", 1, 0, 4)),
        lambda fx, s, _side: fx.MultiplyStereoVolume(left=s["left"], right=s["right"]),
    ),
)


def _of_picture(name: str, words: str, params: tuple[Param, ...], made: Made) -> Effect:
    def apply(picture: Pixels, settings: Settings, moment: Moment) -> Pixels:
        strength = settings["strength"] / 100
        if strength <= 0:
            return picture
        from moviepy import VideoClip
        from moviepy.video import fx

        height, width = picture.shape[:2]
        alpha = picture[..., 3:]
        colours = picture[..., :3]

        def changed(frame: Pixels) -> Any:
            clip = VideoClip(lambda _time: frame, duration=max(moment.length, moment.time + 1e-3))
            return made(fx, settings, min(height, width)).apply(clip).get_frame(moment.time)

        found = np.clip(np.asarray(changed(colours), np.float32), 0, 255)
        if found.shape[:2] != (height, width):
            import cv2

            found = np.asarray(cv2.resize(found, (width, height), interpolation=cv2.INTER_AREA), np.float32)
        # Colours stay below what lets them through: pictures are premultiplied.
        mixed = colours * (1 - strength) + np.minimum(found, alpha) * strength
        return np.concatenate([np.rint(mixed).astype(np.uint8), alpha], axis=2)

    return Effect(
        id=f"moviepy_{name}",
        name=f"{words} (MoviePy)",
        kind="picture",
        group=_GROUP,
        apply=apply,
        params=(_STRENGTH, *params),
    )


def _of_sound(name: str, words: str, params: tuple[Param, ...], made: Made) -> Effect:
    def apply(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
        if all(settings[param.key] == param.default for param in params) or not len(samples):
            return samples, state
        from moviepy import AudioClip
        from moviepy.audio import fx

        def heard(at: Any) -> Any:
            numbers = np.rint(np.asarray(at) * SAMPLE_RATE).astype(np.int64)
            return samples[np.clip(numbers, 0, len(samples) - 1)]

        clip = AudioClip(heard, duration=len(samples) / SAMPLE_RATE, fps=SAMPLE_RATE)
        found = made(fx, settings, 0).apply(clip).get_frame(np.arange(len(samples)) / SAMPLE_RATE)
        return np.asarray(found, np.float32), state

    return Effect(
        id=f"moviepy_{name}", name=f"{words} (MoviePy)", kind="sound", group=_GROUP, apply=apply, params=params
    )


def as_clip(project: Project, effects: Effects, sources: Sources, *, size: tuple[int, int] | None = None) -> Any:
    """The project as a clip of MoviePy, with its sound, for `write_videofile`, `with_effects` and all else it has.

    `size` is (width, height), the canvas's own without. The sources must stay open as long as the clip is used.
    """
    from moviepy import AudioClip, VideoClip

    from studio.render import Artist, Mixer, plan, sound_plan

    artist, mixer = Artist(effects), Mixer(effects)
    box = size if size is not None else (project.canvas.width, project.canvas.height)

    def frame(second: float) -> Any:
        # MoviePy counts in floats: the frame that is shown then.
        number = floor(Fraction(second) * project.rate + Fraction(1, 1000))
        return artist.draw(plan(project, Time(number) / project.rate), sources, box)[..., :3]

    def heard(second: Any) -> Any:
        numbers = np.rint(np.atleast_1d(np.asarray(second, np.float64)) * SAMPLE_RATE).astype(np.int64)
        first, last = int(numbers.min()), int(numbers.max())
        samples = mixer.mix(sound_plan(project, max(0, first), last - max(0, first) + 1), sources)
        found = samples[np.clip(numbers - max(0, first), 0, len(samples) - 1)].astype(np.float64)
        return found if np.ndim(second) else found[0]

    length = float(duration(project))
    clip = VideoClip(frame, duration=length).with_fps(float(project.rate))
    return clip.with_audio(AudioClip(heard, duration=length, fps=SAMPLE_RATE))
