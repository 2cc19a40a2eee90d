"""Platforms as data: every number names its source, its date and how far it can be trusted."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib import resources

import pytest

from studio.platforms import SCREEN, platform_named, platforms
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
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
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


def test_safe_zones_and_overlays_lie_on_the_screen() -> None:
    width, height = SCREEN
    for platform in platforms().values():
        for x, y in platform.safe_zone.polygon.value if platform.safe_zone else ():
            assert 0 <= x <= width
            assert 0 <= y <= height
        for overlay in platform.overlays:
            x, y, w, h = overlay.box.value
            assert x >= 0
            assert y >= 0
            assert x + w <= width
            assert y + h <= height


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
