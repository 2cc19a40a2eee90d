"""Sound of every kind comes as stereo at 48 kHz: mixed down as ITU-R BS.775 says, silent where there is none."""

from __future__ import annotations

import av
import numpy as np
import pytest
from av.stream import Disposition

from studio.media.looking.probe import make_asset, probe
from studio.media.read import MediaSources
from studio.media.reading.sound_reader import SoundReader
from tests.helpers.make_media import counted, film, tone
from tests.helpers.real_media import real

_HALF = 0.5**0.5


def surround(path, channel, *, level=0.5):
    """A second of 5.1 with a tone on one channel alone: L, R, C, LFE, left and right surround."""
    samples = np.zeros((6, 48_000), np.float32)
    samples[channel] = tone(1, level=level)[:, 0]
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_f32le", rate=48_000)
        stream.layout = "5.1"
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T.reshape(1, -1)), format="flt", layout="5.1")
        frame.sample_rate, frame.pts = 48_000, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("channel", "left", "right"),
    [(0, 1, 0), (1, 0, 1), (2, _HALF, _HALF), (3, 0, 0), (4, _HALF, 0), (5, 0, _HALF)],
)
def test_surround_is_mixed_down_by_the_coefficients_of_bs775(tmp_path, channel, left, right):
    reader = SoundReader(surround(tmp_path / "surround.wav", channel))
    peaks = np.abs(reader.samples(4800, 38_400)).max(axis=0) / 0.5
    reader.close()
    assert peaks == pytest.approx((left, right), abs=0.002)


def test_sound_that_ends_before_the_picture_is_followed_by_silence(tmp_path):
    path = film(tmp_path / "short.mp4", lambda n: counted(n, (64, 36)), frames=60, sound=tone(1))
    assert probe(path).duration == 2
    reader = SoundReader(path)
    assert np.abs(reader.samples(24_000, 4800)).max() > 0.2
    assert not reader.samples(60_000, 30_000).any()
    reader.close()


@pytest.mark.parametrize(
    "name",
    [
        "autoeditor__new-commentary.mp3",
        "librosa__5703-47212-0000.hq.ogg",
        "media3__bbb_mono_8kHz_12.2kbps_amrnb.3gp",
        "media3__bear_with_picture.flac",
        "media3__opus-5.1.mka",
        "media3__sample_192khz.wav",
        "media3__sample_8bit.wav",
        "media3__sample_float32.wav",
        "media3__sample_ima_adpcm.wav",
        "uberi__french.aiff",
    ],
)
def test_every_container_gives_the_same_sound_from_a_jump_as_from_the_start(name):
    path = real(f"audio/{name}")
    length = round(probe(path).duration * 48_000)
    straight, jumping = SoundReader(path), SoundReader(path)
    whole = straight.samples(0, length)
    assert np.abs(whole).max() > 0.0005
    assert np.isfinite(whole).all()
    for begin in (length * 3 // 4, length // 4, length // 2):
        assert np.abs(jumping.samples(begin, 4800)[: length - begin] - whole[begin : begin + 4800]).max() < 1e-4
    straight.close()
    jumping.close()


def test_each_track_of_sound_can_be_heard(tmp_path):
    """Three tracks with a tone of their own level; the second is the one the file means."""
    path = tmp_path / "three.mkv"
    with av.open(str(path), "w") as container:
        streams = [container.add_stream("pcm_s16le", rate=48_000, layout="stereo") for _ in range(3)]
        streams[1].disposition = Disposition.default
        streams[0].disposition = streams[2].disposition = Disposition(0)
        for number, stream in enumerate(streams):
            samples = (tone(1, level=0.1 * (number + 1)) * 32767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.reshape(1, -1)), format="s16")
            frame.sample_rate, frame.pts = 48_000, 0
            container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    asset = make_asset(probe(path), asset_id="three")
    assert asset.sound_tracks == 3
    peaks = []
    with MediaSources() as sources:
        for track in range(5):
            heard = sources.samples(asset, 4800, 9600, track)
            peaks.append(round(float(np.abs(heard).max()), 2))
    assert peaks == [0.2, 0.1, 0.2, 0.3, 0.2]
