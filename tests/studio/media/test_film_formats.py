"""Every film format: pieces join frame for frame, sound and picture stay together, the file says what it is."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

import av
import msgspec
import numpy as np
import pytest

from studio.media.writing.export_settings import Codec, ExportSettings, film_settings
from studio.media.writing.film_writer import FilmWriter
from studio.media.writing.picture_encoder import PictureEncoder
from studio.media.writing.sound_encoder import encode_sound
from tests.helpers.make_media import clicks, counted, read_count
from tests.helpers.mp4_boxes import box_names

SMALL = ExportSettings(width=160, height=96, preset="ultrafast")
CODECS = get_args(Codec)
FASTER = {"vp9": 20.0, "av1": 20.0}


def settings_for(codec: str) -> ExportSettings:
    return msgspec.structs.replace(film_settings(SMALL, codec), crf=FASTER.get(codec, 18.0))


def picture(number: int, settings: ExportSettings, *, flash: bool = False) -> np.ndarray:
    rgb = np.full((96, 160, 3), 235, np.uint8) if flash else counted(number, (160, 96))
    frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
    if not settings.planar:
        return frame.to_ndarray(format="rgba")
    return frame.reformat(format="yuv420p", dst_colorspace=1, dst_color_range=1).to_ndarray()


def written(path, settings, lengths, sound, flashes=()):
    total = sum(lengths)
    samples = round(total / settings.rate * 48_000)
    encoded = encode_sound([sound[:samples]], settings)
    writer = FilmWriter(path, settings, encoded, samples)
    begin = 0
    for length in lengths:
        encoder = PictureEncoder(settings)
        for number in range(begin, begin + length):
            encoder.add(picture(number, settings, flash=number in flashes))
        writer.add(encoder.finish(), length)
        begin += length
    writer.close()
    return path


@pytest.mark.parametrize("codec", CODECS)
def test_pieces_join_frame_for_frame_in_every_format(tmp_path, codec):
    settings = settings_for(codec)
    path = written(tmp_path / "film", settings, [31, 1, 20, 3], clicks(2, [0.5]))
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        base = stream.time_base
        frames = list(container.decode(stream))
    assert [read_count(frame.to_ndarray(format="rgb24")) for frame in frames] == list(range(55))
    assert max(abs(frame.pts * base - Fraction(n, 30)) for n, frame in enumerate(frames)) <= base / 2


@pytest.mark.parametrize("codec", CODECS)
def test_flash_and_click_are_together_in_every_format(tmp_path, codec):
    settings = settings_for(codec)
    flashes = (15, 45, 75)
    path = written(tmp_path / "film", settings, [40, 50], clicks(3, [n / 30 for n in flashes]), flashes)
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        seen = [
            float(frame.pts * stream.time_base)
            for frame in container.decode(stream)
            if frame.to_ndarray(format="gray").mean() > 200
        ]
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=48_000)
        pieces, first = [], None
        for frame in container.decode(audio=0):
            if first is None:
                first = float(frame.pts * frame.time_base)
            pieces += [made.to_ndarray()[0] for made in resampler.resample(frame)]
    level = np.abs(np.concatenate(pieces))
    loud = np.flatnonzero(level > 0.5 * level.max())
    heard = [first + begin / 48_000 for begin in loud[np.insert(np.diff(loud) > 4_800, 0, True)]]
    assert len(seen) == len(heard) == 3
    assert max(abs(a - n / 30) for a, n in zip(seen, flashes, strict=True)) <= 1 / 60
    assert max(abs(a - n / 30) for a, n in zip(heard, flashes, strict=True)) <= 0.001


@pytest.mark.parametrize("codec", CODECS)
def test_the_colours_are_tagged_in_every_format(tmp_path, codec):
    settings = settings_for(codec)
    path = written(tmp_path / "film", settings, [6], clicks(1, [0.1]))
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
        context = container.streams.video[0].codec_context
        assert context.name == {"av1": "libdav1d"}.get(codec, codec)
        assert (frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range) == (1, 1, 1, 1)


@pytest.mark.parametrize("codec", ["hevc", "av1", "prores"])
def test_mp4_and_mov_have_no_edit_list_and_the_index_first(tmp_path, codec):
    path = written(tmp_path / "film", settings_for(codec), [20], clicks(1, [0.1]))
    names = box_names(path)
    assert "elst" not in names
    assert names.index("moov") < names.index("mdat")


def test_apple_finds_the_tag_it_wants_on_hevc(tmp_path):
    path = written(tmp_path / "film", settings_for("hevc"), [6], clicks(1, [0.1]))
    assert b"hvc1" in path.read_bytes()
    assert b"hev1" not in path.read_bytes()


def test_what_is_said_about_a_film_is_in_the_file(tmp_path):
    for tags in ([("title", "Bloom")], [("title", "Bloom"), ("AIGC", '{"Label":"1"}')]):
        settings = msgspec.structs.replace(SMALL, tags=tuple(tags))
        path = written(tmp_path / "film", settings, [6], clicks(1, [0.1]))
        with av.open(str(path)) as container:
            for key, value in tags:
                assert container.metadata[key] == value
