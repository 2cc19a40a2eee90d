"""Waveforms and thumbnails say what is in the file, and are kept by its content."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from studio.media import MediaRefused, make_asset, peaks, probe, thumbnail
from tests.helpers.make_media import clicks, counted, film, read_count, tone, wav


def asset_of(path):
    return make_asset(probe(path), asset_id="a")


def test_a_waveform_shows_where_the_clicks_are(tmp_path):
    found = peaks(wav(tmp_path / "clicks.wav", clicks(3, [0.5, 2.0])), 100)
    assert found.shape == (300, 2)
    assert sorted(set(np.nonzero(found[:, 1] > 0.3)[0].tolist())) == [50, 200]
    assert (found[:, 0] <= found[:, 1]).all()


def test_a_waveform_is_as_high_as_the_sound(tmp_path):
    found = peaks(asset_of(wav(tmp_path / "tone.wav", tone(2, level=0.25))), 50)
    assert np.allclose(found[:, 1], 0.25, atol=0.01)
    assert np.allclose(found[:, 0], -0.25, atol=0.01)


def test_a_silent_film_has_no_waveform(tmp_path):
    assert peaks(asset_of(film(tmp_path / "film.mp4", frames=3)), 100).shape == (0, 2)


def test_a_waveform_is_kept_by_content_not_by_name(tmp_path):
    first = wav(tmp_path / "a.wav", tone(1))
    asset = asset_of(first)
    made = peaks(asset, 100, cache=tmp_path / "cache")
    first.unlink()
    assert np.array_equal(peaks(asset, 100, cache=tmp_path / "cache"), made)


def test_a_damaged_kept_waveform_is_measured_again(tmp_path):
    asset = asset_of(wav(tmp_path / "a.wav", tone(1)))
    made = peaks(asset, 100, cache=tmp_path / "cache")
    next((tmp_path / "cache").rglob("*.npy")).write_bytes(b"nonsense")
    assert np.array_equal(peaks(asset, 100, cache=tmp_path / "cache"), made)


def test_a_thumbnail_shows_the_moment_and_fits_the_box(tmp_path):
    asset = asset_of(film(tmp_path / "film.mp4", lambda n: counted(n, (640, 360)), frames=40))
    small = thumbnail(asset, Fraction(37, 30), (160, 160))
    assert small.shape == (90, 160, 4)
    assert read_count(small) == 37


def test_a_kept_thumbnail_is_the_same_picture(tmp_path):
    asset = asset_of(film(tmp_path / "film.mp4", frames=10))
    made = thumbnail(asset, Fraction(1, 5), (100, 100), cache=tmp_path / "cache")
    (tmp_path / "film.mp4").unlink()
    assert np.array_equal(thumbnail(asset, Fraction(1, 5), (100, 100), cache=tmp_path / "cache"), made)


def test_sound_has_no_thumbnail(tmp_path):
    with pytest.raises(MediaRefused):
        thumbnail(asset_of(wav(tmp_path / "tone.wav", tone(0.2))), Fraction(0), (10, 10))


def test_each_track_of_sound_has_its_own_waveform(tmp_path):
    path = tmp_path / "two.mkv"
    with av.open(str(path), "w") as container:
        streams = [container.add_stream("pcm_s16le", rate=48_000, layout="stereo") for _ in range(2)]
        for stream, level in zip(streams, (0.5, 0.125), strict=True):
            samples = (tone(1, level=level) * 32767).astype(np.int16).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = 48_000, 0, Fraction(1, 48_000)
            container.mux([*stream.encode(frame), *stream.encode(None)])
    asset = asset_of(path)
    assert asset.sound_tracks == 2
    for track, level in ((0, 0.5), (1, 0.5), (2, 0.125), (2, 0.125)):
        found = peaks(asset, 50, cache=tmp_path / "cache", track=track)
        assert np.abs(found).max() == pytest.approx(level, abs=0.01)
