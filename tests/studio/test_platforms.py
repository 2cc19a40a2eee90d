"""Platforms as data: every number names its source, its date and how far it can be trusted."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import resources

import pytest

from studio.platforms import SCREEN, box_inside, platform_named, platforms
from studio.sentences import Refused

FILES = sorted(
    file.name for file in resources.files("assets").joinpath("platforms").iterdir() if file.name.endswith(".toml")
)


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(resources.files("assets").joinpath("platforms", name).read_text(encoding="utf-8"))


def _bare_numbers(value: object, path: str = "") -> Iterator[str]:
    """Every number in the file that does not lie in a table with a source, a date and a confidence."""
    if isinstance(value, dict):
        if value.keys() >= {"source", "date", "confidence"}:
            return
        for key, inner in value.items():
            yield from _bare_numbers(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _bare_numbers(inner, f"{path}[]")
    elif isinstance(value, (int, float)):
        yield path


def _facts(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        if "value" in value:
            yield value
        for inner in value.values():
            yield from _facts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _facts(inner)


@pytest.mark.parametrize("name", FILES)
def test_every_number_says_where_it_comes_from_and_since_when(name: str) -> None:
    assert list(_bare_numbers(_read(name))) == []
    facts = list(_facts(_read(name)))
    assert facts
    for fact in facts:
        assert isinstance(fact["source"], str)
        assert len(fact["source"]) > 10
        assert date.fromisoformat(str(fact["date"])).year >= 2024
        assert fact["confidence"] in ("A", "B+", "B", "C", "K", "M", "J")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_named_after_the_platform_in_it(name: str) -> None:
    assert platforms()[name.removesuffix(".toml")].id == name.removesuffix(".toml")


def test_master_and_tiktok_are_there_and_master_comes_first() -> None:
    assert next(iter(platforms())) == "master"
    assert "tiktok" in platforms()


def test_zones_overlays_and_screens_lie_where_they_can() -> None:
    width, height = SCREEN
    for platform in platforms().values():
        for zone in (platform.safe_zone, platform.hard_zone):
            for x, y in zone.polygon.value if zone else ():
                assert 0 <= x <= width
                assert 0 <= y <= height
        boxes = [(overlay.box.value, SCREEN) for overlay in platform.overlays]
        boxes += [(screen.video.value, screen.size.value) for screen in platform.screens]
        for (x, y, w, h), (wide, high) in boxes:
            assert x >= 0, platform.id
            assert y >= 0, platform.id
            assert x + w <= wide, platform.id
            assert y + h <= high, platform.id


def test_what_is_published_as_safe_is_never_called_covered() -> None:
    for platform in platforms().values():
        if platform.safe_zone and platform.hard_zone:
            for box in ((x, y, 12, 12) for x in range(0, SCREEN[0], 12) for y in range(0, SCREEN[1], 12)):
                if box_inside(platform.safe_zone, box):
                    assert box_inside(platform.hard_zone, box), f"{platform.id} {box}"


def test_every_platform_but_the_archive_has_both_zones_its_screens_its_limits_and_covers() -> None:
    for platform in platforms().values():
        assert platform.covers, platform.id
        if platform.id != "master":
            assert platform.safe_zone, platform.id
            assert platform.hard_zone, platform.id
            assert platform.overlays, platform.id
            assert len(platform.screens) == 2, platform.id
            assert platform.limits.max_duration_s, platform.id
            assert platform.limits.max_bytes, platform.id
            assert platform.text, platform.id
            assert platform.text.caption_length, platform.id
            assert platform.text.hashtags, platform.id


def test_a_box_crosses_the_polygon_where_it_narrows() -> None:
    zone = platforms()["tiktok"].safe_zone
    assert zone is not None
    assert box_inside(zone, (200, 300, 700, 100))
    assert not box_inside(zone, (200, 900, 700, 100))
    assert box_inside(zone, (200, 900, 500, 100))


def test_presets_stay_within_the_limits_of_their_platform() -> None:
    for platform in platforms().values():
        limits, preset = platform.limits, platform.preset
        if limits.max_bit_rate:
            assert preset.max_bit_rate.value + preset.audio_bit_rate.value <= limits.max_bit_rate.value
        if limits.max_rate:
            assert preset.max_rate.value <= limits.max_rate.value
        if limits.min_side:
            assert preset.short_side.value >= limits.min_side.value


def test_a_platform_is_found_in_any_case_and_an_unknown_one_is_refused_with_the_names_there_are() -> None:
    assert platform_named(" TikTok ").id == "tiktok"
    with pytest.raises(Refused, match=r"“vine”.*tiktok"):
        platform_named("vine")
