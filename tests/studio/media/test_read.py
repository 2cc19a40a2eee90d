"""The picture at a time is the one a full decode shows at that time; the sound lies on its exact sample."""

from __future__ import annotations

import random
from fractions import Fraction

import av
import numpy as np
import pytest

from studio.media.looking.probe import make_asset, probe
from studio.media.read import MediaSources
from studio.media.reading.picture_reader import PictureReader
from studio.media.reading.sound_reader import SoundReader
from studio.media.reading.streams import file_start, video_stream
from tests.helpers.make_media import clicks, colour_bars, counted, film, photo, plain, read_count, tone, wav
from tests.helpers.real_media import real

HUGE = (10_000, 10_000)


@pytest.fixture
def sources():
    with MediaSources() as open_sources:
        yield open_sources


def asset_of(path):
    return make_asset(probe(path), asset_id=path.name)


def test_each_time_shows_its_frame_in_any_order(tmp_path, sources):
    asset = asset_of(film(tmp_path / "film.mp4", frames=200, gop=60, b_frames=3))
    numbers = [*range(20), *random.Random(1).choices(range(200), k=40), *range(199, 170, -1)]
    for number in numbers:
        for inside in (Fraction(0), Fraction(1, 31), Fraction(1, 60)):
            frame = sources.picture(asset, Fraction(number, 30) + inside, HUGE)
            assert read_count(frame.rgba()) == number


def test_a_film_at_its_own_uneven_times_shows_the_last_frame_that_began(tmp_path, sources):
    times = [Fraction(t, 1000) for t in (0, 10, 50, 51, 400, 433, 900, 1900, 1920, 2500)]
    asset = asset_of(film(tmp_path / "film.mp4", frames=len(times), times=times, gop=4))
    for moment in range(0, 2600, 7):
        at = Fraction(moment, 1000)
        expected = max(index for index, time in enumerate(times) if time <= at + Fraction(1, 90_000))
        assert read_count(sources.picture(asset, at, HUGE).rgba()) == expected


def test_before_the_first_and_after_the_last_the_edge_frame_holds(tmp_path, sources):
    asset = asset_of(film(tmp_path / "film.mp4", frames=10))
    assert read_count(sources.picture(asset, Fraction(100), HUGE).rgba()) == 9
    assert read_count(sources.picture(asset, Fraction(-1), HUGE).rgba()) == 0


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_film_stands_upright_in_both_forms(tmp_path, sources, degrees):
    path = film(tmp_path / "film.mp4", lambda n: counted(n, (180, 320)), frames=4, turned=degrees)
    frame = sources.picture(asset_of(path), Fraction(3, 30), HUGE)
    assert (frame.width, frame.height) == (180, 320)
    assert read_count(frame.rgba()) == 3
    luma = frame.i420()[:320]
    assert read_count(np.repeat(luma[:, :, None], 3, axis=2)) == 3


@pytest.mark.parametrize("matrix", [1, 6])
@pytest.mark.parametrize("full_range", [False, True])
def test_colours_come_out_as_they_went_in(tmp_path, sources, matrix, full_range):
    path = film(tmp_path / "film.mp4", lambda _: colour_bars(), frames=2, matrix=matrix, full_range=full_range)
    frame = sources.picture(asset_of(path), Fraction(0), HUGE)
    seen = frame.rgba()[90, 20::40, :3].astype(int)
    assert np.abs(seen - colour_bars()[90, 20::40].astype(int)).max() <= 4


@pytest.mark.parametrize("matrix", [1, 6])
def test_planes_and_pixels_are_the_same_picture(tmp_path, sources, matrix):
    path = film(tmp_path / "film.mp4", lambda _: colour_bars(), frames=2, matrix=matrix, full_range=matrix == 6)
    frame = sources.picture(asset_of(path), Fraction(0), HUGE)
    planes = av.VideoFrame.from_ndarray(np.array(frame.i420()), format="yuv420p")
    back = planes.reformat(format="rgb24", src_colorspace=1, src_color_range=1, dst_color_range=2).to_ndarray()
    assert np.abs(back[90, 20::40].astype(int) - frame.rgba()[90, 20::40, :3].astype(int)).max() <= 3


def test_a_small_box_gives_a_small_picture_that_still_covers_it(tmp_path, sources):
    asset = asset_of(film(tmp_path / "film.mp4", lambda n: counted(n, (640, 360)), frames=6))
    frame = sources.picture(asset, Fraction(5, 30), (160, 90))
    assert (frame.width, frame.height) == (160, 90)
    assert read_count(frame.rgba()) == 5
    for box in ((100, 100), (33, 300), (500, 10)):
        small = sources.picture(asset, Fraction(0), box)
        assert small.width >= min(box[0], 640)
        assert small.height >= min(box[1], 360)


def test_odd_sizes_have_pixels_but_no_planes(tmp_path, sources):
    path = photo(tmp_path / "odd.png", plain((10, 200, 30), (33, 21)))
    frame = sources.picture(asset_of(path), Fraction(0), HUGE)
    assert frame.i420() is None
    assert frame.rgba().shape == (21, 33, 4)


@pytest.mark.parametrize("width", range(48, 64))
def test_every_pixel_is_written_whatever_the_width(tmp_path, sources, width):
    asset = asset_of(photo(tmp_path / "photo.jpg", plain((250, 250, 250), (width, 40))))
    for box in (HUGE, (20, 20), (width - 3, 5)):
        assert sources.picture(asset, Fraction(0), box).rgba().min() > 240


def test_holes_in_a_photo_stay_holes(tmp_path, sources):
    picture = np.zeros((32, 32, 4), np.uint8)
    picture[:16] = (255, 0, 0, 255)
    frame = sources.picture(asset_of(photo(tmp_path / "holes.png", picture)), Fraction(0), HUGE)
    assert not frame.opaque
    assert frame.rgba()[4, 4].tolist() == [255, 0, 0, 255]
    assert frame.rgba()[28, 4, 3] == 0


def test_alpha_of_a_real_webm_is_seen(sources):
    frame = sources.picture(asset_of(real("video/moviepy__transparent.webm")), Fraction(1), HUGE)
    assert not frame.opaque
    assert frame.rgba()[..., 3].min() == 0


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_whatever_its_orientation(tmp_path, sources, orientation):
    upright = counted(0b1101000001, (200, 100))
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: np.rot90(upright, 2).transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    path = photo(tmp_path / "photo.jpg", np.ascontiguousarray(stored), exif_orientation=orientation)
    frame = sources.picture(asset_of(path), Fraction(0), HUGE)
    assert read_count(frame.rgba()) == 0b1101000001
    assert frame.rgba()[:40].mean() != pytest.approx(frame.rgba()[60:].mean(), abs=5)


def test_two_clips_of_one_file_do_not_fight_over_the_decoder(tmp_path, sources):
    asset = asset_of(film(tmp_path / "film.mp4", frames=240, gop=240))
    for number in range(40):
        assert read_count(sources.picture(asset, Fraction(number, 30), HUGE).rgba()) == number
        assert read_count(sources.picture(asset, Fraction(number + 150, 30), HUGE).rgba()) == number + 150


def test_a_file_that_is_gone_gives_nothing_and_comes_back(tmp_path, sources):
    path = film(tmp_path / "film.mp4", frames=3)
    asset = asset_of(path)
    path.rename(tmp_path / "elsewhere.mp4")
    assert sources.picture(asset, Fraction(0), HUGE) is None
    assert sources.samples(asset, 0, 10) is None
    (tmp_path / "elsewhere.mp4").rename(path)
    assert sources.picture(asset, Fraction(0), HUGE) is not None


def test_hdr_pictures_are_not_grey(sources):
    frame = sources.picture(asset_of(real("video/media3__hlg10-color-test.mp4")), Fraction(0), (960, 540))
    patches = frame.rgba()[..., :3].astype(int)
    saturation = patches.max(axis=2) - patches.min(axis=2)
    assert np.percentile(saturation, 90) > 100
    assert frame.i420() is not None


@pytest.mark.parametrize(
    "name",
    [
        "media3__internal_emulator_transformer_output_270_rotated.mp4",
        "media3__pixel-motion-photo-2-hevc-tracks.mp4",
        "moviepy__fire2.mp4",
        "media3__sample_edit_list.mp4",
        "media3__bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4",
        pytest.param("mediabunny__annex-b-avc.mkv", marks=pytest.mark.long),
        "opf__xdcam-ex-1080i50.mov",
        "media3__bbb_2500ms.ts",
    ],
)
def test_real_films_show_at_each_time_what_a_full_decode_shows(name):
    path = real(f"video/{name}")
    with av.open(str(path)) as container:
        stream = video_stream(container)
        start, base = file_start(container), stream.time_base
        stream.thread_type = "AUTO"
        truth = [(frame.pts, hash(frame.to_ndarray().tobytes())) for frame in container.decode(stream)]
    reader = PictureReader(path)
    dice = random.Random(name)
    end = truth[-1][0] * base - start + Fraction(1, 10)
    for _ in range(12):
        at = Fraction(dice.randrange(1_000_000), 1_000_000) * end
        expected = max((seen for seen in truth if seen[0] * base - start <= at), default=truth[0])
        frame = reader.frame_at(at)
        assert (frame.pts, hash(frame.to_ndarray().tobytes())) == expected
    reader.close()


def test_sound_comes_back_sample_by_sample(tmp_path, sources):
    samples = np.random.default_rng(1).uniform(-0.5, 0.5, (100_000, 2)).astype(np.float32)
    asset = asset_of(wav(tmp_path / "noise.wav", samples))
    for first, count in ((0, 1000), (77_777, 5_000), (3, 24_000), (50_000, 1)):
        assert np.array_equal(sources.samples(asset, first, count), samples[first : first + count])


def test_outside_the_sound_is_silence(tmp_path, sources):
    asset = asset_of(wav(tmp_path / "tone.wav", tone(0.5)))
    assert not sources.samples(asset, -500, 500).any()
    assert not sources.samples(asset, 24_000, 3000).any()
    assert np.array_equal(sources.samples(asset, -10, 20)[10:], sources.samples(asset, 0, 10))


def test_mono_plays_as_loud_on_both_sides(tmp_path, sources):
    asset = asset_of(wav(tmp_path / "mono.wav", tone(0.5)[:, :1]))
    found = sources.samples(asset, 0, 24_000)
    assert np.array_equal(found, tone(0.5))


@pytest.mark.parametrize("rate", [44_100, 32_000, 96_000, 8_000])
def test_other_rates_keep_every_click_in_its_place(tmp_path, sources, rate):
    asset = asset_of(wav(tmp_path / "clicks.wav", clicks(3, [0.5, 1.25, 2.9], rate=rate), rate=rate))
    found = sources.samples(asset, 0, 3 * 48_000)[:, 0]
    for moment in (0.5, 1.25, 2.9):
        first = round(moment * 48_000)
        assert np.abs(found[first - 400 : first - 40]).max() < 0.2
        assert np.abs(found[first : first + 40]).max() > 0.5


@pytest.mark.parametrize(
    "name",
    [
        "video/mdn__friday.mp4",
        "video/media3__internal_emulator_transformer_output_270_rotated.mp4",
        "video/moviepy__fire2.mp4",
        "audio/mdn__guitar.wav",
        "audio/uberi__french.aiff",
        "audio/mdn__countdown.mp3",
        "audio/librosa__sorohanro_-_solo-trumpet-06.hq.ogg",
    ],
)
def test_real_sound_is_the_same_however_it_is_reached(name):
    path = real(name)
    straight, jumping = SoundReader(path), SoundReader(path)
    whole = straight.samples(0, 20 * 48_000)
    dice = random.Random(name)
    for _ in range(8):
        first = dice.randrange(18 * 48_000)
        jumping._jump(first // 24_000)
        jumping._blocks.clear()
        assert np.abs(jumping.samples(first, 3000) - whole[first : first + 3000]).max() < 1e-5
    straight.close()
    jumping.close()


def test_picture_and_click_of_one_moment_meet(tmp_path, sources):
    asset = asset_of(film(tmp_path / "film.mp4", frames=60, sound=clicks(2, [1.0])))
    found = np.abs(sources.samples(asset, 0, 96_000)[:, 0])
    assert abs(int(np.argmax(found > 0.3)) - 48_000) <= 48


def test_a_picture_looked_back_at_is_not_converted_anew_however_large_its_decoded_one_is(tmp_path):
    path = film(tmp_path / "film.mp4", lambda n: counted(n, (640, 360)), frames=20)
    decoded = 640 * 360 * 3 // 2
    asset, neighbours = asset_of(path), [Fraction(n, 30) for n in range(5)]
    # Room for six decoded pictures to look back at, and for four of which a small one is made.
    with MediaSources(kept_bytes=11 * decoded) as sources:
        first = [sources.picture(asset, at, (64, 36)) for at in neighbours]
        again = [sources.picture(asset, at, (64, 36)) for at in neighbours]
    assert [one is other for one, other in zip(first, again, strict=True)] == [True] * 5


def test_decoded_pictures_that_are_not_kept_any_more_make_their_small_ones_go(tmp_path):
    path = film(tmp_path / "film.mp4", lambda n: counted(n, (640, 360)), frames=20)
    with MediaSources(kept_bytes=11 * 640 * 360 * 3 // 2) as sources:
        first = sources.picture(asset_of(path), Fraction(0), (64, 36))
        for number in range(1, 20):
            sources.picture(asset_of(path), Fraction(number, 30), (64, 36))
        assert sources.picture(asset_of(path), Fraction(0), (64, 36)) is not first


def test_a_preview_closes_the_films_nobody_asks_for_any_more(tmp_path, monkeypatch):
    first, second = (asset_of(film(tmp_path / name, frames=10)) for name in ("first.mp4", "second.mp4"))
    monkeypatch.setattr("studio.media.read._FILM_IDLE_S", 0.0)
    with MediaSources(preview=True) as sources:
        assert read_count(sources.picture(first, Fraction(5, 30), HUGE).rgba()) == 5
        assert read_count(sources.picture(second, Fraction(5, 30), HUGE).rgba()) == 5
        assert [*sources._pictures] == [second.path]
        assert read_count(sources.picture(first, Fraction(6, 30), HUGE).rgba()) == 6
