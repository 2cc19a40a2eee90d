"""What a person chose comes to works that platforms take."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.media import Animation, ExportSettings, PictureSequence, SoundFile, Still
from studio.model import Canvas, Clip, Project, Solid, Span
from studio.platforms import platform_named, platforms
from studio.publish import FORMATS, QUALITIES, Choice, cover_works, expected_bytes, grouped, most_bytes, work_for

TIKTOK = platform_named("tiktok")


def _project(seconds: int = 10, width: int = 1080, height: int = 1920) -> Project:
    clip = Clip("c1", Solid(), Span(Fraction(0), Fraction(seconds)))
    return Project("p", canvas=Canvas(width, height), rate=Fraction(30), main=(clip,))


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_comes_to_a_work_of_its_kind_with_a_size_one_can_expect(kind):
    work = work_for(_project(), TIKTOK, Choice(format=kind))
    wanted = {"gif": Animation, "webp": Animation, "png": PictureSequence}
    sound = kind in ("m4a", "mp3", "wav", "flac", "opus")
    assert isinstance(work, SoundFile if sound else wanted.get(kind, ExportSettings))
    assert 0 < expected_bytes(_project(), work) <= most_bytes(_project(), work)


def test_a_plain_choice_is_what_the_platform_wants():
    work = work_for(_project(), TIKTOK, Choice())
    assert isinstance(work, ExportSettings)
    assert (work.codec, work.container, work.encoder, work.crf) == ("h264", "mp4", "libx264", 20)
    assert (work.loudness_lufs, work.true_peak_db) == (-14, -1.5)


def test_finer_is_larger():
    sizes = [work_for(_project(), TIKTOK, Choice(quality=quality)) for quality in QUALITIES]
    assert [work.crf for work in sizes] == [25, 20, 17, 14]
    assert sorted(work.max_bit_rate for work in sizes) == [work.max_bit_rate for work in sizes]


def test_no_quality_makes_a_film_larger_than_the_platform_takes():
    reels, project = platform_named("reels"), _project(15 * 60)
    assert reels.limits.max_bytes is not None
    for quality in QUALITIES:
        assert most_bytes(project, work_for(project, reels, Choice(quality=quality))) <= reels.limits.max_bytes.value


def test_a_size_is_never_larger_than_the_canvas():
    work = work_for(_project(width=540, height=960), TIKTOK, Choice(short_side=2160))
    assert isinstance(work, ExportSettings)
    assert (work.width, work.height) == (540, 960)


def test_a_rate_keeps_key_frames_half_a_second_apart():
    work = work_for(_project(), TIKTOK, Choice(rate=Fraction(60)))
    assert isinstance(work, ExportSettings)
    assert (work.rate, work.gop_frames) == (60, 30)


def test_the_level_can_be_left_alone():
    work = work_for(_project(), TIKTOK, Choice(loudness="as is"))
    assert isinstance(work, ExportSettings)
    assert work.loudness_lufs is None


def test_covers_have_the_platforms_shapes():
    names = set()
    for name, work in cover_works(platforms().values(), Fraction(1)):
        assert isinstance(work, Still)
        shape, ending = name.removeprefix("cover-").split(".")
        width, height = map(int, shape.split("x"))
        assert work.width / work.height == pytest.approx(width / height, rel=0.01)
        assert work.format == ending
        names.add(shape)
    assert {"9x16", "3x4", "4x3", "16x10", "1x1"} <= names


def test_platforms_that_want_the_same_share_one_film():
    chosen = [platform_named(name) for name in ("tiktok", "reels", "shorts", "tiktok")]
    groups = grouped(_project(), chosen, Choice())
    assert sorted(platform.id for served, _ in groups for platform in served) == sorted(p.id for p in chosen)
    assert len(groups) == 1
    for served, work in groups:
        assert isinstance(work, ExportSettings)
        for platform in served:
            alone = work_for(_project(), platform, Choice())
            assert isinstance(alone, ExportSettings)
            assert work.max_bit_rate <= alone.max_bit_rate
            assert (work.width, work.height, work.rate) == (alone.width, alone.height, alone.rate)


def test_a_gif_is_made_once_for_all():
    assert len(grouped(_project(), platforms().values(), Choice(format="gif"))) == 1
