"""Reading time by script, stray pieces, and sentences for what was measured."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from pathlib import Path

import pytest

from studio.media.looking.layout import FilmLayout
from studio.model import Asset, Clip, Footage, Post, Project, Span
from studio.platforms import platform_named, platforms
from studio.publish import Measured, PlacedText, check_for
from studio.publish.film_file import layout_within
from studio.publish.found import ClipFound, Flashing, PicturesFound, SoundFound
from studio.publish.reading import SHORTEST_S, reading_time

ANSWERED = Post(ai="no", paid="no", minors="no")
TIKTOK = platform_named("tiktok")


def span(start: Fraction | int, length: Fraction | int) -> Span:
    return Span(Fraction(start), Fraction(length))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("a" * 40, 2.0),
        ("one two three four five six seven", 1.65),
        ("这是一个关于厨房的视频吗对", 13 / 9),
        ("これはだいどころ", 2.0),
        ("漢字とかな", 1.25),
        ("이것은부엌에관한영상입니다", 13 / 12),
        ("это видео о маленькой кухне", 1.6),
        ("Hi", float(SHORTEST_S)),
        ("   ", 0.0),
    ],
)
def test_each_script_has_its_own_reading_speed(text: str, seconds: float) -> None:
    assert float(reading_time(text)) == pytest.approx(seconds, abs=0.06)


def _footage(tmp_path: Path, seconds: int = 10) -> Project:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    asset = Asset("m1", str(path), "video", "clip.mp4", Fraction(99), width=1080, height=1920, rate=Fraction(30))
    return Project("p", post=ANSWERED, assets=(asset,), main=(Clip("c1", Footage("m1"), span(0, seconds)),))


def _codes(project: Project, measured: Measured, *, levelled: bool = True) -> dict[str, str]:
    found = check_for(project, TIKTOK, measured=measured, levelled=levelled)
    return {problem.code: problem.level for problem in found}


def test_what_is_well_is_not_told(tmp_path: Path) -> None:
    well = Measured(SoundFound(-14.2, -2.0), (), PicturesFound(clips=(ClipFound("c1", Fraction(5), 0, 0, 0.3),)))
    assert _codes(_footage(tmp_path), well, levelled=False) == {}


def test_sound_is_told_by_what_the_export_makes_of_it(tmp_path: Path) -> None:
    project = _footage(tmp_path)
    quiet, loud = Measured(SoundFound(-23.0, -9.0)), Measured(SoundFound(-8.0, -0.2))
    assert _codes(project, quiet) == {}
    assert _codes(project, quiet, levelled=False) == {"quiet": "warning"}
    assert _codes(project, loud, levelled=False) == {"loud": "warning", "true-peak": "warning"}
    assert _codes(project, Measured(SoundFound(-45.0, -20.0))) == {"very-quiet": "warning"}
    assert _codes(project, Measured(SoundFound(-inf, -inf, (span(0, 10),)))) == {"no-sound": "warning"}
    odd = SoundFound(-14.0, -2.0, (span(0, 2), span(5, 1)), (Fraction(3),), -0.9)
    assert set(_codes(project, Measured(odd))) == {"clipped", "opposite-channels", "silent-opening", "silence"}


def test_flashes_that_can_harm_are_errors_and_long_flickering_is_a_warning(tmp_path: Path) -> None:
    for kind, expected in (("general", "error"), ("red", "error")):
        flashing = PicturesFound(flashes=(Flashing(kind, Fraction(1), Fraction(3), 10),))  # type: ignore[arg-type]
        assert _codes(_footage(tmp_path), Measured(pictures=flashing)) == {"flashes": expected}
    flashing = PicturesFound(flashes=(Flashing("extended", Fraction(1), Fraction(7), 4),))
    assert _codes(_footage(tmp_path), Measured(pictures=flashing)) == {"long-flashing": "warning"}


def test_pictures_that_stand_still_at_the_ends_of_a_video_are_told_and_short_rests_are_not(tmp_path: Path) -> None:
    project = _footage(tmp_path)
    rests = PicturesFound(still=(span(0, 3), span(4, 3), span(8, 2)))
    assert set(_codes(project, Measured(pictures=rests))) == {"still-opening", "still-ending"}
    assert _codes(project, Measured(pictures=PicturesFound(still=(span(0, 1),)))) == {}


def test_marks_bars_softness_and_black_flashes_are_warnings(tmp_path: Path) -> None:
    found = PicturesFound(
        black=(span(5, Fraction(1, 30)),),
        corners=("top left",),
        clips=(ClipFound("c1", Fraction(5), 0.0, 0.3, 0.02),),
    )
    codes = _codes(_footage(tmp_path), Measured(pictures=found))
    assert codes == dict.fromkeys(("watermark", "black-bars", "soft", "black-flash"), "warning")


def test_words_from_right_to_left_belong_in_the_mirrored_zone() -> None:
    project = Project("p", post=ANSWERED, main=_solid())
    box = (300.0, 900.0, 600.0, 100.0)
    latin, arabic = PlacedText("t", "Hello", Fraction(1), box), PlacedText("t", "مرحبا بالعالم", Fraction(1), box)
    assert [one.code for one in check_for(project, TIKTOK, texts=[latin])] == ["safe-zone"]
    assert [one.code for one in check_for(project, TIKTOK, texts=[arabic])] == []


def test_words_that_are_certainly_covered_are_an_error_and_words_that_may_be_a_warning() -> None:
    project = Project("p", post=ANSWERED, main=_solid())
    for box, level in (((200, 1400, 300, 100), "warning"), ((200, 1700, 300, 100), "error")):
        [problem] = check_for(project, TIKTOK, texts=[PlacedText("t", "Hello", Fraction(1), box)])
        assert (problem.code, problem.level) == ("safe-zone", level)


def _solid() -> tuple[Clip, ...]:
    from studio.model import Solid

    return (Clip("c1", Solid("#808080"), span(0, 10)),)


def test_a_files_layout_is_held_against_what_platforms_write() -> None:
    bad = FilmLayout(
        index_first=False, edit_lists=2, tagged=False, hdr=True, key_frame_gap=Fraction(12), ends_apart=Fraction(1)
    )
    codes = {name: {one.code for one in layout_within(bad, platform)} for name, platform in platforms().items()}
    always = {"colour-tags", "hdr", "ends-apart"}
    assert codes["reels"] == codes["shorts"] == {"index-last", "edit-lists", *always}
    assert codes["bilibili"] == {"key-frames", *always}
    assert codes["tiktok"] == always
    good = FilmLayout(index_first=True, edit_lists=0)
    assert not [one for platform in platforms().values() for one in layout_within(good, platform)]
