"""What nobody touched is taken over bit for bit, and only where that is sure."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest

from effects import all_effects
from studio.edits import add_asset, add_effect, add_item, add_layer, append, set_place, set_speed
from studio.effect import Effects
from studio.media import ExportSettings, make_asset, probe
from studio.media.exporting.export import export
from studio.media.writing.copying import find_copies
from studio.media.writing.h264 import headers
from studio.media.writing.wanted import Wanted
from studio.model import Applied, Canvas, Clip, Footage, Layer, Project, Span, TextStyle, Title, duration
from tests.helpers.make_media import counted, film, read_count, tone
from tests.helpers.real_media import real
from tests.helpers.strict_mp4 import complaints

EFFECTS = Effects(all_effects())
SIZE = (320, 180)
SETTINGS = ExportSettings(width=SIZE[0], height=SIZE[1], preset="ultrafast", crf=16, max_bit_rate=3_000_000, copy=True)


_made: dict[str, bytes] = {}


def source(path: Path, frames: int = 300, **how) -> Path:
    """A film with sound; two that are made alike are made once."""
    key = f"{path.suffix} {frames} {how}"
    if key not in _made:
        how = {"gop": 30, "options": {"preset": "medium"}, "sound": tone(frames / 30), **how}
        _made[key] = film(path, lambda n: counted(n % 1024, SIZE), frames=frames, **how).read_bytes()
    path.write_bytes(_made[key])
    return path


def cuts_of(*paths: Path, windows: list[tuple[int, int]], rate: int = 30) -> Project:
    """Stretches of frames (first, count), from the files in turn; ids `c0`, `c1`..."""
    project = Project(id="p", canvas=Canvas(width=SIZE[0], height=SIZE[1]), rate=Fraction(rate))
    for number, path in enumerate(paths):
        project = add_asset(project, make_asset(probe(path), asset_id=f"a{number}"))
    for number, (first, count) in enumerate(windows):
        window = Span(Fraction(first, rate), Fraction(count, rate))
        project = append(project, Clip(f"c{number}", Footage(f"a{number % len(paths)}"), window))
    return project


def copied(project: Project, settings: ExportSettings = SETTINGS) -> int:
    wanted = Wanted(project, Span(Fraction(0), duration(project)), settings, EFFECTS)
    found = find_copies((wanted.plan(frame) for frame in range(wanted.frames)), settings)
    return sum(group.count for group in found.groups)


def pictures(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray() for frame in container.decode(video=0)]


def counts(path: Path) -> list[int]:
    with av.open(str(path)) as container:
        return [read_count(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]


WINDOWS = [(0, 75), (100, 40), (131, 60), (35, 90), (240, 60)]


def test_every_frame_is_the_planned_one_and_those_copied_are_the_sources_own(tmp_path):
    path = source(tmp_path / "a.mp4")
    project = cuts_of(path, windows=WINDOWS)
    result = export(project, tmp_path / "out.mp4", SETTINGS, effects=EFFECTS)
    planned = [first + n for first, count in WINDOWS for n in range(count)]
    assert counts(tmp_path / "out.mp4") == planned
    assert complaints(tmp_path / "out.mp4") == []
    assert result.receipt.passed
    assert result.frames_copied == copied(project)
    before, after = pictures(path), pictures(tmp_path / "out.mp4")
    same = [np.array_equal(before[number], made) for number, made in zip(planned, after, strict=True)]
    # Only what lies before the first picture that stands alone is made anew: 20, 19 and 25 frames.
    assert sum(same) >= result.frames_copied == 75 + 20 + 41 + 65 + 60


def test_a_film_without_reordered_pictures_is_joined_with_ours_which_are(tmp_path):
    path = source(tmp_path / "a.mp4", b_frames=0, options={"preset": "ultrafast"})
    export(cuts_of(path, windows=[(5, 80), (100, 70)]), tmp_path / "out.mp4", SETTINGS, effects=EFFECTS)
    assert counts(tmp_path / "out.mp4") == [*range(5, 85), *range(100, 170)]
    assert complaints(tmp_path / "out.mp4") == []


def test_of_two_films_with_other_parameter_sets_the_one_that_gives_more_is_copied(tmp_path):
    paths = source(tmp_path / "a.mp4"), source(tmp_path / "b.mp4", options={"preset": "superfast", "refs": "2"})
    project = cuts_of(*paths, windows=[(0, 30), (30, 120), (60, 30)])
    result = export(project, tmp_path / "out.mp4", SETTINGS, effects=EFFECTS)
    assert result.frames_copied == 120
    assert counts(tmp_path / "out.mp4") == [*range(30), *range(30, 150), *range(60, 90)]
    assert complaints(tmp_path / "out.mp4") == []


def test_a_time_before_every_picture_of_the_decoder_stays_where_it_is(tmp_path):
    """Twice the same stretch: packets are read again from the middle of the file."""
    path = source(tmp_path / "a.mp4")
    export(cuts_of(path, windows=[(60, 60), (60, 60)]), tmp_path / "out.mp4", SETTINGS, effects=EFFECTS)
    assert counts(tmp_path / "out.mp4") == [*range(60, 120), *range(60, 120)]


def test_whatever_touches_a_clip_keeps_it_from_being_copied(tmp_path):
    project = cuts_of(source(tmp_path / "a.mp4"), windows=[(0, 120)])
    assert copied(project) == 120
    assert copied(set_place(project, "c0", scale=1.1)) == 0
    assert copied(set_place(project, "c0", x=0.01)) == 0
    assert copied(set_place(project, "c0", mirror=True)) == 0
    look = Applied("l", "look_dusk", settings=(("strength", 80.0),))
    assert copied(add_effect(project, "c0", applied=look)) == 0
    assert copied(set_speed(project, "c0", speed=Fraction(2))) == 0
    titled = add_layer(project, Layer("words", "text"))
    title = Clip("t", Title("Hello", TextStyle()), Span(Fraction(0), Fraction(1)))
    titled = add_item(titled, title, layer="words", at=Fraction(1))
    assert copied(titled) == 90


@pytest.mark.parametrize(
    ("how", "settings"),
    [
        ({"full_range": True}, {}),
        ({"matrix": 6}, {}),
        ({"aspect": Fraction(4, 3)}, {}),
        ({"turned": 180}, {}),
        ({"options": {"x264-params": "interlaced=1"}}, {}),
        ({"options": {"x264-params": "open-gop=1:keyint=30:min-keyint=30"}}, {}),
        ({"codec": "libx265"}, {}),
        ({"pixel_format": "yuv444p"}, {}),
        ({"rate": Fraction(25)}, {}),
        ({}, {"width": 160, "height": 90}),
        ({}, {"codec": "hevc", "encoder": "libx265"}),
        ({}, {"rate": Fraction(15)}),
    ],
)
def test_what_is_not_surely_the_same_is_encoded(tmp_path, how, settings):
    path = source(tmp_path / "a.mp4", 90, **how)
    project = cuts_of(path, windows=[(1, 89)])
    assert copied(project, msgspec.structs.replace(SETTINGS, **settings)) == 0
    other = msgspec.structs.replace(SETTINGS, **{**settings, "codec": "h264", "encoder": "libx264"})
    result = export(project, tmp_path / "out.mp4", other, effects=EFFECTS)
    assert result.receipt.passed
    assert complaints(tmp_path / "out.mp4") == []


def test_frames_that_come_at_odd_times_are_encoded(tmp_path):
    times = [Fraction(n, 30) + (Fraction(1, 45) if n % 7 == 3 else 0) for n in range(90)]
    project = cuts_of(source(tmp_path / "a.mp4", 90, times=times), windows=[(0, 90)])
    result = export(project, tmp_path / "out.mp4", SETTINGS, effects=EFFECTS)
    assert result.receipt.passed
    assert complaints(tmp_path / "out.mp4") == []


def test_without_the_wish_nothing_is_copied(tmp_path):
    project = cuts_of(source(tmp_path / "a.mp4", 60), windows=[(0, 60)])
    plain = msgspec.structs.replace(SETTINGS, copy=False)
    assert export(project, tmp_path / "out.mp4", plain, effects=EFFECTS).frames_copied == 0


def test_a_copied_film_is_found_whole_by_the_strict_check_and_a_damaged_one_is_not(tmp_path):
    path = source(tmp_path / "a.mp4", 60)
    export(cuts_of(path, windows=[(0, 60)]), tmp_path / "out.mp4", SETTINGS, effects=EFFECTS)
    data = (tmp_path / "out.mp4").read_bytes()
    for name, at in (("stts", 12), ("stsz", 12), ("stco", 8), ("avcC", 6), ("stss", 12)):
        spoiled = bytearray(data)
        spoiled[data.index(name.encode()) + 4 + at] ^= 0x41
        (tmp_path / "bad.mp4").write_bytes(bytes(spoiled))
        assert complaints(tmp_path / "bad.mp4") != [], name


@pytest.mark.parametrize("name", ["autoeditor__example.mp4", "mdn__bug_video_640.mp4", "torchcodec__nasa_13013.mp4"])
def test_real_footage_is_copied_frame_for_frame_or_encoded(tmp_path, name):
    path = real(f"video/{name}")
    facts = probe(path)
    asset = make_asset(facts, asset_id="a")
    project = Project(id="p", canvas=Canvas(width=facts.width, height=facts.height), rate=asset.rate or Fraction(30))
    project = add_asset(project, asset)
    for number, second in enumerate((0, 1)):
        frames = int(project.rate * 3)
        window = Span(Fraction(round(second * project.rate)) / project.rate, frames / project.rate)
        project = append(project, Clip(f"c{number}", Footage("a"), window))
    settings = msgspec.structs.replace(SETTINGS, width=facts.width, height=facts.height, rate=project.rate)
    result = export(project, tmp_path / "out.mp4", settings, effects=EFFECTS)
    assert result.receipt.passed
    assert complaints(tmp_path / "out.mp4") == []
    assert len(pictures(tmp_path / "out.mp4")) == result.frames


def test_what_a_head_says_is_read_right(tmp_path):
    with av.open(str(source(tmp_path / "a.mp4", 10))) as container:
        said = headers(bytes(container.streams.video[0].codec_context.extradata))
    assert said is not None
    (sequence,) = said.said
    assert (sequence.width, sequence.height, sequence.chroma, sequence.depth) == (*SIZE, 1, 8)
    assert (sequence.primaries, sequence.transfer, sequence.matrix, sequence.full_range) == (1, 1, 1, False)
    assert said.picture_numbers == ((0, 0),)
    assert headers(b"") is None
    assert headers(b"\x01garbage") is None
