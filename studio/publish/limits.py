"""A platform's hard limits, each as one question about a length, a shape, a rate or a file.

It must never decide what a project would export as: it is given numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from studio.model import Problem, Rate, Time
from studio.platforms import Platform
from studio.publish.problem import problem, seconds
from studio.sentences import say

if TYPE_CHECKING:
    from studio.media import Facts

__all__ = ["codec_taken", "duration_within", "rate_within", "shape_within", "weight_within"]


def duration_within(length: Time, platform: Platform) -> Iterator[Problem]:
    """Longer or shorter than the platform takes."""
    limits = platform.limits
    if limits.max_duration_s and length > limits.max_duration_s.value:
        most = limits.max_duration_s.value
        yield problem(
            "too-long",
            say(
                "It lasts {length}; {platform} takes at most {most}.",
                length=seconds(length),
                platform=platform.name,
                most=seconds(Fraction(most)),
            ),
            at=Fraction(most),
        )
    if limits.min_duration_s and 0 < length < limits.min_duration_s.value:
        yield problem(
            "too-short",
            say(
                "It lasts {length}; {platform} takes at least {least}.",
                length=seconds(length),
                platform=platform.name,
                least=seconds(Fraction(limits.min_duration_s.value)),
            ),
        )


def shape_within(width: int, height: int, platform: Platform) -> Iterator[Problem]:
    """Sides the platform does not take, or a shape it shows with bars."""
    limits, sides = platform.limits, f"{width} × {height}"
    if limits.min_side and min(width, height) < limits.min_side.value:
        yield problem(
            "too-small",
            say(
                "The picture is {sides}; {platform} takes sides from {least} pixels.",
                sides=sides,
                platform=platform.name,
                least=limits.min_side.value,
            ),
        )
    if limits.max_side and max(width, height) > limits.max_side.value:
        yield problem(
            "too-large",
            say(
                "The picture is {sides}; {platform} takes sides up to {most} pixels.",
                sides=sides,
                platform=platform.name,
                most=limits.max_side.value,
            ),
        )
    if not any(_is_ratio(width, height, ratio) for ratio in platform.ratios.value):
        yield problem(
            "shape",
            say(
                "The picture is {sides}; {platform} shows {ratios} in full.",
                sides=sides,
                platform=platform.name,
                ratios=", ".join(platform.ratios.value),
            ),
            "warning",
        )


def _is_ratio(width: int, height: int, ratio: str) -> bool:
    across, down = map(Fraction, ratio.split(":"))
    # Sizes are rounded to whole pixels: two pixels of grace.
    return height > 0 and abs(width - height * across / down) <= 2


def rate_within(rate: Rate, platform: Platform) -> Iterator[Problem]:
    """More or fewer frames a second than the platform takes."""
    limits, shown = platform.limits, f"{float(rate):.5g}"
    if limits.max_rate and rate > limits.max_rate.value + Fraction(1, 2):
        yield problem(
            "too-fast",
            say(
                "It has {rate} frames a second; {platform} takes up to {most}.",
                rate=shown,
                platform=platform.name,
                most=limits.max_rate.value,
            ),
        )
    if limits.min_rate and rate < limits.min_rate.value - Fraction(1, 2):
        yield problem(
            "too-slow",
            say(
                "It has {rate} frames a second; {platform} takes {least} and more.",
                rate=shown,
                platform=platform.name,
                least=limits.min_rate.value,
            ),
        )


def codec_taken(facts: Facts, platform: Platform) -> Iterator[Problem]:
    """A codec or kind of file the platform does not take."""
    codec = facts.codecs[0] if facts.codecs else ""
    known = {"libx264": "h264", "hevc": "hevc", "libx265": "hevc"}.get(codec, codec)
    if known and known not in platform.codecs.value:
        yield problem(
            "codec",
            say(
                "The picture is {codec}; {platform} takes {codecs}.",
                codec=known,
                platform=platform.name,
                codecs=", ".join(platform.codecs.value),
            ),
        )
    ending, taken = Path(facts.path).suffix.lower().lstrip("."), platform.containers.value
    if ending and ending not in taken and not (ending == "m4v" and "mp4" in taken):
        yield problem(
            "container",
            say(
                "The file is .{ending}; {platform} takes {containers}.",
                ending=ending,
                platform=platform.name,
                containers=", ".join(taken),
            ),
        )


def weight_within(facts: Facts, platform: Platform) -> Iterator[Problem]:
    """More bytes or bits a second than the platform takes, or too few."""
    try:
        size = Path(facts.path).stat().st_size
    except OSError:
        return
    limits = platform.limits
    if limits.max_bytes and size > limits.max_bytes.value:
        yield problem(
            "too-heavy",
            say(
                "The file is {size} MB; {platform} takes at most {most} MB.",
                size=f"{size / 1e6:.0f}",
                platform=platform.name,
                most=f"{limits.max_bytes.value / 1e6:.0f}",
            ),
        )
    if facts.duration <= 0:
        return
    rate = float(size * 8 / facts.duration)
    if limits.max_bit_rate and rate > limits.max_bit_rate.value:
        yield problem(
            "bit-rate",
            say(
                "It has {rate} Mbit/s; {platform} takes at most {most}.",
                rate=f"{rate / 1e6:.1f}",
                platform=platform.name,
                most=f"{limits.max_bit_rate.value / 1e6:g}",
            ),
        )
    if limits.min_bit_rate and rate < limits.min_bit_rate.value:
        yield problem(
            "low-bit-rate",
            say(
                "It has {rate} Mbit/s; {platform} asks for {least} and more. It may look rough.",
                rate=f"{rate / 1e6:.2f}",
                platform=platform.name,
                least=f"{limits.min_bit_rate.value / 1e6:.2f}",
            ),
            "warning",
        )
