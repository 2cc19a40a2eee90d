"""How to export a project for a platform: size from the canvas, rate from the footage, quality from the platform.

It must never enlarge beyond what the platform shows, nor change a rate the platform takes.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from studio.model import Project, Rate, duration
from studio.platforms import Platform

if TYPE_CHECKING:
    from studio.media import ExportSettings

__all__ = ["estimated_bytes", "even_size", "export_settings", "shown_rate", "shown_size"]

_SHARE_OF_LIMIT = Fraction(95, 100)
"""How much of a size limit is used: containers cost a little, and the cap is an average over a second."""
LEAST_BIT_RATE = 100_000


def export_settings(project: Project, platform: Platform) -> ExportSettings:
    """The settings that make of the project what the platform takes."""
    from studio.media import ExportSettings

    preset = platform.preset
    width, height = shown_size(project, platform)
    rate = shown_rate(project, platform)
    every = Fraction(preset.key_frame_every_ms.value, 1000)
    return ExportSettings(
        width=width,
        height=height,
        rate=rate,
        crf=float(preset.crf.value),
        max_bit_rate=_max_bit_rate(project, platform),
        gop_frames=max(1, round(rate * every)),
        audio_bit_rate=preset.audio_bit_rate.value,
        loudness_lufs=platform.sound.loudness_lufs.value,
        true_peak_db=platform.sound.true_peak_db.value,
        # The archive copy keeps the source's own pictures where nobody touched them; a platform's caps would not.
        copy=platform.id == "master",
    )


def shown_size(project: Project, platform: Platform) -> tuple[int, int]:
    """Width and height in even pixels: the canvas, made smaller where its short side is longer than the platform's
    or its long side longer than the platform takes; never larger."""
    canvas, limits = project.canvas, platform.limits
    scale = min(Fraction(1), Fraction(platform.preset.short_side.value, canvas.short_side))
    if limits.max_side is not None:
        scale = min(scale, Fraction(limits.max_side.value, max(canvas.width, canvas.height)))
    return even_size(project, scale)


def even_size(project: Project, scale: Fraction) -> tuple[int, int]:
    """The canvas at `scale`, in even pixels."""
    return _even(project.canvas.width * scale), _even(project.canvas.height * scale)


def shown_rate(project: Project, platform: Platform) -> Rate:
    """The project's own rate; halved until the platform's preset takes it, and no lower than it takes."""
    rate, limits = project.rate, platform.limits
    while rate > platform.preset.max_rate.value:
        rate /= 2
    if limits.min_rate is not None:
        while rate < limits.min_rate.value:
            rate *= 2
    return rate


def estimated_bytes(project: Project, settings: ExportSettings) -> int:
    """The most the file can come to: the cap, all the way. Most films need about half."""
    bits = duration(project) * (settings.max_bit_rate + settings.audio_bit_rate)
    return ceil(bits / 8)


def _max_bit_rate(project: Project, platform: Platform) -> int:
    """The preset's cap, lower for a long film so that the file keeps within the platform's size."""
    cap, limits = platform.preset.max_bit_rate.value, platform.limits
    length = duration(project)
    if limits.max_bytes is not None and length > 0:
        fits = _SHARE_OF_LIMIT * limits.max_bytes.value * 8 / length - platform.preset.audio_bit_rate.value
        cap = max(LEAST_BIT_RATE, min(cap, int(fits)))
    return cap


def _even(number: Fraction) -> int:
    return max(2, round(number / 2) * 2)
