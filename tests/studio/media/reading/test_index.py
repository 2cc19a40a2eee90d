"""The index of a film holds what a full decode shows, and the pictures at its times are the full decode's."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from studio.media.reading.index import build_index, index_of, kept_index
from studio.media.reading.picture_reader import PictureReader
from tests.helpers.full_decode import shown_pictures, unequal_at
from tests.helpers.make_media import counted, film
from tests.helpers.real_media import ROOT, real

# One of each kind of trouble, small enough for every test run; the bench goes over all.
_FILMS = [
    "video/intel__book.mkv",
    "video/media3__bbb_176x144_128kbps_15fps_h263.3gp",
    "video/media3__bbb_2500ms.ts",
    "video/media3__bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4",
    "video/media3__bear-vp9-odd-dimensions.webm",
    "video/media3__dolbyVision-hdr.MOV",
    "video/media3__pixel-motion-photo-2-hevc-tracks.mp4",
    "video/media3__roadtrip-vp92-10bit.webm",
    "video/media3__sample.avi",
    "video/media3__sample_fragmented.mp4",
    "video/media3__sample_sef_slow_motion.mp4",
    "video/mediabunny__frames.webm",
    "video/mediabunny__rotate-buck-bunny.mp4",
    "video/moviepy__fire2.mp4",
    "video/moviepy__transparent.webm",
    "video/opf__animation.mov",
    "video/opf__dv-pal-interlaced.mov",
    "video/opf__xdcam-ex-1080i50.mov",
    "video/torchcodec__nasa_13013.mp4",
    "broken/derived__flower_mdat-cut.mp4",
    "broken/derived__friday_corrupt-packets.mp4",
    "broken/mediabunny__annex-b.mp4",
]


@pytest.mark.parametrize("name", _FILMS)
def test_a_picture_at_a_time_is_the_one_a_full_decode_shows(name):
    path = real(name)
    index = build_index(path)
    one_after_the_other = PictureReader(path, index=index)
    each_by_itself = PictureReader(path, index=index, sparse=True)
    try:
        shown = shown_pictures(path, made_whole=one_after_the_other.interlaced)
        assert unequal_at(one_after_the_other, shown, 12) == []
        assert unequal_at(each_by_itself, shown, 6) == []
    finally:
        one_after_the_other.close()
        each_by_itself.close()


@pytest.mark.parametrize("name", ["broken/derived__friday_corrupt-packets.mp4", "video/media3__bbb_2500ms.ts"])
def test_without_an_index_the_pictures_are_the_same(name):
    reader = PictureReader(real(name))
    try:
        assert unequal_at(reader, shown_pictures(real(name)), 12) == []
    finally:
        reader.close()


@pytest.mark.parametrize("name", ["video/media3__roadtrip-vp92-10bit.webm", "video/moviepy__transparent.webm"])
def test_pictures_that_are_never_shown_do_not_count(name):
    begins = [begin for begin, _ in shown_pictures(real(name))]
    index = build_index(real(name))
    assert [index.time_of(number) for number in range(index.count)] == begins


def test_an_index_is_kept_and_found_again_by_content(tmp_path):
    path = film(tmp_path / "film.mp4", frames=90, gop=15)
    assert kept_index(path, tmp_path / "kept") is None
    made = build_index(path, tmp_path / "kept")
    assert (made.count, made.key_count, made.checked, made.damaged) == (90, 5, True, False)
    moved = path.rename(tmp_path / "moved.mp4")
    assert kept_index(moved, tmp_path / "kept") == made
    assert index_of(moved, tmp_path / "kept") == made


def test_an_index_that_cannot_be_read_is_made_again(tmp_path):
    path = film(tmp_path / "film.mp4", frames=10)
    build_index(path, tmp_path / "kept")
    (kept,) = (tmp_path / "kept").glob("*/*")
    kept.write_bytes(b"nonsense")
    assert build_index(path, tmp_path / "kept").count == 10


def test_times_of_their_own_are_told(tmp_path):
    times = [Fraction(n, 30) + (Fraction(n % 3, 90)) for n in range(40)]
    beat = build_index(film(tmp_path / "film.mp4", frames=40, times=times)).beat
    assert beat.variable
    assert not beat.with_gaps
    assert (float(beat.smallest), float(beat.largest)) == pytest.approx((1 / 90, 2 / 45), abs=1e-4)


def test_a_label_that_lies_is_found_out():
    # Its key frames decode, but what damage before them left behind shows through in the pictures after them.
    index = build_index(real("broken/derived__friday_corrupt-packets.mp4"))
    assert (index.damaged, index.key_count) == (True, 0)


def test_every_film_has_as_many_pictures_as_were_counted():
    real("video/mdn__flower.mp4")
    for entry in json.loads((ROOT / "MEDIA.json").read_text())["files"]:
        if not entry["file"].startswith("video/"):
            continue
        wanted = [stream.get("frames_counted", stream["frames_header"]) for stream in entry["facts"]["video"]]
        assert index_of(ROOT / entry["file"]).count in wanted, entry["file"]


def test_a_jump_reads_from_the_last_key_frame_before(tmp_path):
    path = film(
        tmp_path / "film.mp4", lambda n: counted(n, (64, 36)), frames=120, gop=40, options={"sc_threshold": "0"}
    )
    index = build_index(path)
    reader = PictureReader(path, index=index)
    try:
        assert reader.cost(index.time_of(100)) < 0.1 + 21 / 30
        assert reader.cost(index.time_of(100)) > reader.cost(index.time_of(81))
    finally:
        reader.close()
