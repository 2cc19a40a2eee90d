"""How a project is exported for a platform."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.model import Canvas, Clip, Project, Solid, Span
from studio.platforms import platform_named, platforms
from studio.publish import estimated_bytes, export_settings

TIKTOK = platform_named("tiktok")


def _project(width: int = 1080, height: int = 1920, rate: Fraction = Fraction(30), seconds: int = 10) -> Project:
    clip = Clip("c1", Solid(), Span(Fraction(0), Fraction(seconds)))
    return Project("p", canvas=Canvas(width, height), rate=rate, main=(clip,))


@pytest.mark.parametrize(
    ("canvas", "exported"),
    [
        ((1080, 1920), (1080, 1920)),
        ((2160, 3840), (1080, 1920)),
        ((1920, 1080), (1920, 1080)),
        ((3840, 2160), (1920, 1080)),
        ((720, 1280), (720, 1280)),
        ((1080, 1350), (1080, 1350)),
        ((2000, 2002), (1080, 1082)),
    ],
)
def test_a_canvas_larger_than_the_platform_shows_is_made_smaller_and_a_smaller_one_never_larger(
    canvas: tuple[int, int], exported: tuple[int, int]
) -> None:
    settings = export_settings(_project(*canvas), TIKTOK)
    assert (settings.width, settings.height) == exported


def test_sides_are_even_for_every_platform() -> None:
    for platform in platforms().values():
        settings = export_settings(_project(1440, 2558), platform)
        assert settings.width % 2 == 0
        assert settings.height % 2 == 0


@pytest.mark.parametrize(
    ("rate", "exported"),
    [
        (Fraction(30), Fraction(30)),
        (Fraction(30000, 1001), Fraction(30000, 1001)),
        (Fraction(60), Fraction(60)),
        (Fraction(120), Fraction(60)),
        (Fraction(12), Fraction(24)),
    ],
)
def test_the_rate_of_the_project_is_kept_unless_the_platform_does_not_take_it(
    rate: Fraction, exported: Fraction
) -> None:
    assert export_settings(_project(rate=rate), TIKTOK).rate == exported


def test_key_frames_come_every_half_second() -> None:
    assert export_settings(_project(), TIKTOK).gop_frames == 15
    assert export_settings(_project(rate=Fraction(60)), TIKTOK).gop_frames == 30


def test_a_long_film_is_capped_so_that_the_file_keeps_within_the_size_the_platform_takes() -> None:
    reels, project = platform_named("reels"), _project(seconds=15 * 60)
    settings = export_settings(project, reels)
    assert reels.limits.max_bytes is not None
    assert estimated_bytes(project, settings) <= reels.limits.max_bytes.value
    assert settings.max_bit_rate < export_settings(_project(), reels).max_bit_rate
