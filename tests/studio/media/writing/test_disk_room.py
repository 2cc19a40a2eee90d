"""A disk that would fill up is told before the export begins; one that fills up all the same leaves nothing behind."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import pytest

from effects import all_effects
from studio.effect import Effects
from studio.media import ExportSettings, MediaRefused, SegmentStore
from studio.media.exporting.export import export
from studio.media.exporting.export_any import export_any
from studio.media.exporting.export_target import part_of
from studio.media.writing.disk_room import needed, refuse_without_room, room_sentence
from studio.media.writing.works import Animation, PictureSequence, SoundFile, Still
from studio.model import Canvas, Clip, Project, Solid, Span

MINUTE = Fraction(60)
FILM = ExportSettings(loudness_lufs=-14.0)
EFFECTS = Effects(all_effects())


def project(seconds: int = 2) -> Project:
    clip = Clip(id="c", content=Solid(), window=Span(Fraction(0), Fraction(seconds)))
    return Project(id="p", canvas=Canvas(width=90, height=160), main=(clip,))


def test_a_minute_needs_its_cap_once_beside_the_target_and_once_in_the_store():
    need = needed(FILM, MINUTE)
    assert need.target == need.store >= 60 * 9_500_000 / 8
    assert need.temporary == 60 * 48_000 * 8


@pytest.mark.parametrize(
    "work",
    [
        SoundFile(format="wav"),
        Animation(width=480, height=852),
        PictureSequence(width=1080, height=1920),
        Still(moment=Fraction(0), width=1080, height=1920),
    ],
)
def test_everything_that_can_be_made_needs_room(work):
    assert needed(work, MINUTE).target > 0


def test_a_full_disk_is_told_with_what_is_needed_and_what_is_free(tmp_path):
    sentence = room_sentence(needed(FILM, MINUTE), tmp_path / "a.mp4", tmp_path / "store", free=lambda _: 50_000_000)
    assert sentence is not None
    assert str(tmp_path) in sentence
    assert "50 MB" in sentence


def test_what_lies_on_one_disk_is_added_up(tmp_path):
    need = needed(FILM, MINUTE)
    between = need.target + 40_000_000
    assert room_sentence(need, tmp_path / "a.mp4", tmp_path / "store", free=lambda _: between) is not None
    assert room_sentence(need, tmp_path / "a.mp4", None, free=lambda _: 10 * between) is None


def test_a_disk_that_does_not_tell_is_no_reason_to_refuse(tmp_path):
    def unknown(folder: Path) -> int:
        raise OSError(folder)

    assert room_sentence(needed(FILM, MINUTE), tmp_path / "a.mp4", None, free=unknown) is None


def test_without_room_nothing_is_begun(tmp_path):
    with pytest.raises(MediaRefused, match="enough room"):
        refuse_without_room(FILM, MINUTE, tmp_path / "a.mp4", None, free=lambda _: 1)


def test_a_project_that_would_fill_any_disk_is_refused_before_it_begins(tmp_path):
    work = PictureSequence(width=20_000, height=20_000, rate=Fraction(60))
    long = project(80_000)
    with pytest.raises(MediaRefused, match="enough room"):
        export_any(long, tmp_path / "frames", work, effects=EFFECTS, store=SegmentStore(tmp_path / "store"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(tmp_path):
    target = tmp_path / "out.mp4"
    part_of(target).symlink_to("/dev/full")
    settings = ExportSettings(width=90, height=160, preset="ultrafast")
    with pytest.raises(MediaRefused, match="disk is full"):
        export(project(), target, settings, effects=EFFECTS)
    assert list(tmp_path.iterdir()) == []
