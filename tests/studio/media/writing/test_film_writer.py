"""The MP4 that comes out: no edit list, index first, picture and sound together to the sample."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.film_writer import FilmWriter
from studio.media.writing.picture_encoder import PictureEncoder
from studio.media.writing.sound_encoder import encode_sound
from tests.helpers.make_media import clicks, counted, read_count
from tests.helpers.mp4_boxes import box_names

SETTINGS = ExportSettings(width=160, height=96, preset="ultrafast", b_frames=2)


def planes_of(number: int) -> np.ndarray:
    frame = av.VideoFrame.from_ndarray(counted(number, (160, 96)), format="rgb24")
    return frame.reformat(format="yuv420p", dst_colorspace=1, dst_color_range=1).to_ndarray()


def encoded(numbers, settings=SETTINGS):
    encoder = PictureEncoder(settings)
    for number in numbers:
        encoder.add(planes_of(number))
    return encoder.finish()


def written(path, lengths, sound=None, settings=SETTINGS):
    total = sum(lengths)
    samples = round(total / settings.rate * 48_000)
    packets = encode_sound([sound[:samples]], settings) if sound is not None else None
    writer = FilmWriter(path, settings, packets, samples)
    begin = 0
    for length in lengths:
        writer.add(encoded(range(begin, begin + length), settings), length)
        begin += length
    writer.close()
    return path


def test_pieces_of_any_length_join_into_one_film_frame_for_frame(tmp_path):
    path = written(tmp_path / "film.mp4", [1, 37, 2, 1, 30, 3])
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        frames = list(container.decode(stream))
        assert [frame.pts * stream.time_base for frame in frames] == [Fraction(n, 30) for n in range(74)]
    assert [read_count(frame.to_ndarray(format="rgb24")) for frame in frames] == list(range(74))


def test_there_is_no_edit_list_and_the_index_comes_first(tmp_path):
    path = written(tmp_path / "film.mp4", [30, 30], clicks(2, [0.5]))
    names = box_names(path)
    assert "elst" not in names
    assert "edts" not in names
    assert names.index("moov") < names.index("mdat")


def test_pictures_with_b_frames_start_at_zero_and_step_evenly(tmp_path):
    settings = ExportSettings(width=160, height=96, preset="veryfast", b_frames=2)
    noise = np.random.default_rng(2).integers(60, 180, (144, 160), dtype=np.uint8)
    encoder = PictureEncoder(settings)
    for number in range(40):
        encoder.add(np.roll(noise, number, axis=1))
    piece = encoder.finish()
    assert any(coded.shown != number for number, coded in enumerate(piece.packets)), "no B-frames to speak of"
    writer = FilmWriter(tmp_path / "film.mp4", settings, None, 0)
    writer.add(piece, 40)
    writer.add(piece, 40)
    writer.close()
    with av.open(str(tmp_path / "film.mp4")) as container:
        stream = container.streams.video[0]
        times = [frame.pts * stream.time_base for frame in container.decode(stream)]
    assert times == [Fraction(number, 30) for number in range(80)]


def test_a_click_is_heard_on_its_sample(tmp_path):
    path = written(tmp_path / "film.mp4", [90], clicks(3, [0.5, 1.25, 2.75]))
    with av.open(str(path)) as container:
        heard = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)[0]
    for moment in (0.5, 1.25, 2.75):
        first = round(moment * 48_000)
        around = np.abs(heard[first - 200 : first + 200])
        assert abs(int(np.argmax(around > 0.4)) - 200) <= 24, "half a millisecond"


def test_sound_ends_with_the_picture(tmp_path):
    path = written(tmp_path / "film.mp4", [50], clicks(2, [0.5]))
    with av.open(str(path)) as container:
        sound, picture = container.streams.audio[0], container.streams.video[0]
        assert sound.duration * sound.time_base == picture.duration * picture.time_base == Fraction(50, 30)


def test_the_film_says_which_colours_it_means(tmp_path):
    settings = ExportSettings(width=160, height=96)
    path = written(tmp_path / "film.mp4", [5], settings=settings)
    with av.open(str(path)) as container:
        context = container.streams.video[0].codec_context
        tags = (context.colorspace, context.color_primaries, context.color_trc, context.color_range)
        assert tags == (1, 1, 1, 1)
        assert (context.profile, context.pix_fmt) == ("High", "yuv420p")


def test_equal_settings_give_equal_bytes():
    assert encoded(range(20)) == encoded(range(20))


def test_a_piece_made_with_other_settings_is_not_joined(tmp_path):
    other = ExportSettings(width=160, height=96, preset="veryfast", gop_frames=30, b_frames=0)
    writer = FilmWriter(tmp_path / "film.mp4", SETTINGS, None, 0)
    with pytest.raises(ValueError, match="other settings"):
        writer.add(encoded(range(4), other), 4)
    writer.abandon()
