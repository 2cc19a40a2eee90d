"""What passes a first look and turns bad later: nothing fills the memory, nothing makes anybody wait for ever."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from studio.media import MediaRefused, MediaSources, make_asset, probe
from studio.media.reading.picture_reader import PictureReader
from studio.media.reading.sound_reader import SoundReader
from tests.helpers.hostile_media import later_frames_grow, packets_without_pictures, wav
from tests.helpers.make_media import counted, film, photo, plain, read_count, tone

MEASURED = """
import sys
from pathlib import Path
from studio.media.reading.picture_reader import PictureReader
from studio.media.child_limits import peak_memory
before = peak_memory()
reader = PictureReader(Path(sys.argv[1]), threads=1)
shapes = {(frame.width, frame.height) for _, frame in reader.pictures()}
reader.close()
print(len(shapes), (peak_memory() - before) // 1_000_000)
"""


def adts(path: Path, rate: int, layout: str, seconds: float) -> bytes:
    """AAC that may be put behind other AAC."""
    channels = len(av.AudioLayout(layout).channels)
    samples = np.repeat(tone(seconds, rate=rate)[:, :1], channels, axis=1).T
    with av.open(str(path), "w", format="adts") as out:
        stream = out.add_stream("aac", rate=rate, layout=layout)
        for at in range(0, samples.shape[1] - 1024, 1024):
            part = np.ascontiguousarray(samples[:, at : at + 1024])
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout=layout)
            frame.sample_rate, frame.pts = rate, at
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path.read_bytes()


def test_pictures_that_grow_beyond_measure_later_in_a_film_are_passed_over(tmp_path):
    path = later_frames_grow(tmp_path / "grows.mov")
    done = subprocess.run([sys.executable, "-c", MEASURED, path], capture_output=True, text=True, check=True)
    shapes, megabytes = map(int, done.stdout.split())
    assert shapes == 1
    # One such picture alone would be 432 MB.
    assert megabytes < 120


def test_a_film_of_packets_without_pictures_comes_to_an_end(tmp_path):
    path = packets_without_pictures(tmp_path / "empty.mov", 30_000, lambda number: b"%d nothing" % number)
    reader = PictureReader(path)
    assert reader.frame_at(Fraction(500)).width == 64
    reader.close()


def test_whoever_does_not_wait_gets_a_picture_from_before(tmp_path):
    path = film(tmp_path / "film.mp4", frames=90)
    steps = iter(range(100))
    reader = PictureReader(path)
    assert 5 < read_count(reader.frame_at(Fraction(29, 30), lambda: next(steps) > 10).to_ndarray(format="rgb24")) < 20
    reader.close()


def test_pictures_nobody_wants_any_more_are_given_up(tmp_path):
    asset = make_asset(probe(film(tmp_path / "film.mp4", frames=300)), asset_id="m1")
    with MediaSources(preview=True) as sources:
        sources.give_up()
        found = sources.picture(asset, Fraction(29, 30), (320, 180))
        assert found is not None
        assert read_count(found.rgba()) < 5


def test_a_preview_shows_a_file_that_was_replaced_and_an_export_keeps_what_it_has(tmp_path, monkeypatch):
    monkeypatch.setattr("studio.media.read._LOOK_AGAIN_S", 0.0)
    path = photo(tmp_path / "a.png", plain((200, 0, 0)))
    asset = make_asset(probe(path), asset_id="m1")
    with MediaSources(preview=True) as preview, MediaSources() as export:
        for sources in (preview, export):
            assert sources.picture(asset, Fraction(0), (64, 36)).rgba()[9, 9, 0] == 200
        photo(path, plain((0, 0, 200), (100, 100)))
        assert preview.picture(asset, Fraction(0), (64, 36)).rgba()[9, 9, 2] == 200
        assert export.picture(asset, Fraction(0), (64, 36)).rgba()[9, 9, 0] == 200
        path.unlink()
        assert preview.picture(asset, Fraction(0), (64, 36)) is None
        assert export.picture(asset, Fraction(0), (64, 36)) is not None


def test_sound_that_changes_its_rate_and_channels_on_the_way_is_heard_to_the_end(tmp_path):
    parts = [("stereo", 48_000), ("mono", 22_050), ("5.1", 48_000), ("stereo", 96_000)]
    whole = b"".join(adts(tmp_path / f"{number}.aac", rate, layout, 2) for number, (layout, rate) in enumerate(parts))
    (tmp_path / "whole.aac").write_bytes(whole)
    reader = SoundReader(tmp_path / "whole.aac")
    for part in range(4):
        heard = reader.samples(round((2 * part + 0.7) * 48_000), 24_000)
        assert 0.1 < np.abs(heard).max() < 1.0, parts[part]
    assert np.abs(reader.samples(9 * 48_000, 4800)).max() == 0
    reader.close()


@pytest.mark.parametrize("channels", [9, 17, 64])
def test_more_channels_than_anybody_can_place_give_the_first_two(tmp_path, channels):
    path = tmp_path / "many.wav"
    block = np.zeros((4800, channels), np.int16)
    block[:, 0], block[:, 1], block[:, 2:] = 8192, -8192, 30_000
    data = wav(channels, 48_000, size=block.nbytes)
    path.write_bytes(data[: -block.nbytes] + block.tobytes())
    reader = SoundReader(path)
    assert np.allclose(reader.samples(1000, 100), [0.25, -0.25], atol=0.001)
    reader.close()


def test_more_channels_or_a_rate_than_can_be_are_refused(tmp_path):
    for number, data in enumerate((wav(65, 48_000), wav(255, 48_000), wav(2, 999), wav(2, 2_000_000))):
        (tmp_path / f"{number}.wav").write_bytes(data)
        with pytest.raises(MediaRefused):
            probe(tmp_path / f"{number}.wav")


def test_memory_held_for_large_photos_is_bounded(tmp_path):
    paths = [photo(tmp_path / f"{number}.jpg", counted(number, (8000, 6000))) for number in range(5)]
    with MediaSources() as sources:
        for path in paths:
            asset = make_asset(probe(path), asset_id="m1")
            assert sources.picture(asset, Fraction(0), (320, 240)) is not None
        assert len(sources._stills) <= 3
