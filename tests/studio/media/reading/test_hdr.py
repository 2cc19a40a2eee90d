"""HDR pictures come into the standard range by one curve; greys stay grey, and the tables keep to it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from av.video.reformatter import VideoReformatter

from studio.media.reading.frame import MediaFrame, Shape
from studio.media.reading.hdr import standard_light
from studio.media.reading.picture_reader import PictureReader
from tests.helpers.real_media import real

_PQ, _HLG = 16, 18


def greys(levels):
    return np.repeat(np.array(levels, dtype=np.float32)[:, None], 3, axis=1)


@pytest.mark.parametrize("transfer", [_PQ, _HLG])
def test_greys_stay_grey_and_brighter_stays_brighter(transfer):
    shown = standard_light(greys(np.linspace(0, 1, 65)), transfer)
    assert np.ptp(shown, axis=1).max() < 0.001
    assert (np.diff(shown[:, 0]) > -1e-4).all()
    assert (shown[0, 0], round(float(shown[-1, 0]), 2)) == (0, 1)


@pytest.mark.parametrize(("transfer", "white"), [(_PQ, 0.5807), (_HLG, 0.75)])
def test_reference_white_is_near_full_light_and_what_is_dark_keeps_its_light(transfer, white):
    # 203 cd/m² is 0.58 in PQ and 0.75 in HLG (ITU-R BT.2408, table 1).
    assert 0.88 < standard_light(greys([white]), transfer)[0, 0] < 0.94
    # A tenth of it lies below the knee: light is the same part of white as it was.
    tenth = {_PQ: 0.3583, _HLG: 0.3412}[transfer]
    assert standard_light(greys([tenth]), transfer)[0, 0] == pytest.approx(0.1 ** (1 / 2.4), abs=0.02)


def test_the_strongest_colours_of_the_larger_gamut_keep_their_hue():
    shown = standard_light(np.array([[0.7, 0, 0], [0, 0.7, 0], [0, 0, 0.7]], dtype=np.float32), _HLG)
    assert shown.argmax(axis=1).tolist() == [0, 1, 2]
    assert ((shown >= 0) & (shown <= 1)).all()


@pytest.mark.parametrize("name", ["media3__hlg10-color-test.mp4", "media3__dolbyVision-hdr.MOV"])
def test_a_real_picture_is_what_the_curve_says(name):
    reader = PictureReader(real(f"video/{name}"))
    frame = reader.frame_at(Fraction(1, 20))
    planes = [np.frombuffer(memoryview(p), np.uint16).reshape(-1, p.line_size // 2) for p in frame.planes]
    reader.close()
    stored = MediaFrame(frame, Shape(frame.width, frame.height), (frame.width, frame.height), VideoReformatter())
    luma = (planes[0][: frame.height : 16, : frame.width : 16].astype(np.float32) - 64) / 876
    blue, red = (
        (p[: frame.height // 2 : 8, : frame.width // 2 : 8].astype(np.float32) - 512) / 896 for p in planes[1:]
    )
    coded = np.stack([luma + 1.4746 * red, luma - 0.16455 * blue - 0.57135 * red, luma + 1.8814 * blue], axis=-1)
    wanted = 16 + 219 * (standard_light(coded.reshape(-1, 3), _HLG) @ np.array([0.2126, 0.7152, 0.0722]))
    got = stored.i420()[: stored.height, : stored.width][::16, ::16].reshape(-1)
    assert np.abs(got - wanted).mean() < 1
    assert stored.rgba().shape == (stored.height, stored.width, 4)


def test_the_grey_patches_of_a_colour_checker_are_grey():
    reader = PictureReader(real("video/media3__hlg10-color-test.mp4"))
    picture = MediaFrame(reader.frame_at(Fraction(1, 10)), reader.shape, reader.shape.shown, VideoReformatter()).rgba()
    reader.close()
    # The last three but one of the bottom row: light grey, grey, dark grey.
    patches = [picture[830:900, x : x + 100, :3].reshape(-1, 3).mean(axis=0) for x in (740, 980, 1230)]
    assert all(np.ptp(patch) < 10 for patch in patches)
    assert patches[0].mean() > patches[1].mean() + 30 > patches[2].mean() + 60
