"""HDR pictures come into the standard range by one curve; greys stay grey, and the tables keep to it."""

from __future__ import annotations

from fractions import Fraction

import av
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


def pq_film(path, told: str):
    """24 ten-bit pictures of a ramp of PQ light with a bright end, a key frame every 8; `told` goes to x265."""
    ramp = np.tile(np.linspace(64, 940, 128), (64, 1)).astype(np.uint16)
    with av.open(str(path), "w") as container:
        params = f"log-level=none:hdr10=1:repeat-headers=0:keyint=8:min-keyint=8:scenecut=0{told}"
        stream = container.add_stream("libx265", rate=24, options={"x265-params": params, "crf": "4"})
        stream.width, stream.height, stream.pix_fmt = 128, 64, "yuv420p10le"
        context = stream.codec_context
        context.colorspace, context.color_primaries, context.color_trc, context.color_range = 9, 9, _PQ, 1
        for number in range(24):
            frame = av.VideoFrame(128, 64, "yuv420p10le")
            for plane, rows in zip(
                frame.planes, (np.roll(ramp, number, 1), *[np.full((32, 64), 512)] * 2), strict=True
            ):
                into = np.frombuffer(memoryview(plane), np.uint16).reshape(-1, plane.line_size // 2)
                into[: plane.height, : plane.width] = rows
            frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range = 9, 9, _PQ, 1
            frame.pts, frame.time_base = number, Fraction(1, 24)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def shown_at(reader, at):
    return MediaFrame(reader.frame_at(at), reader.shape, reader.shape.shown, VideoReformatter()).i420()


_SCREEN = ":master-display=G(8500,39850)B(6550,2300)R(35400,14600)WP(15635,16450)L({light},50)"


@pytest.mark.parametrize(
    ("told", "peak"),
    [
        ("", 1000),
        (_SCREEN.format(light=40_000_000), 4000),
        (_SCREEN.format(light=40_000_000) + ":max-cll=1450,400", 1500),
    ],
)
def test_a_film_that_tells_its_brightest_light_is_bent_from_there(tmp_path, told, peak):
    reader = PictureReader(pq_film(tmp_path / "pq.mp4", told))
    assert reader.shape.peak == peak
    first = shown_at(reader, Fraction(0))
    # The signal of 600 cd/m²: what is brighter in the film takes room from it.
    column = round((876 * 0.6979) / 876 * 127)
    wanted = 16 + 219 * float(standard_light(greys([column / 127]), _PQ, peak)[0, 0])
    assert first[32, column] == pytest.approx(wanted, abs=2)
    last = shown_at(reader, Fraction(20, 24))
    reader.close()
    jumped = PictureReader(tmp_path / "pq.mp4", sparse=True)
    assert np.array_equal(shown_at(jumped, Fraction(20, 24)), last)
    jumped.close()


def test_a_real_phone_film_that_tells_no_light_is_taken_for_a_common_one():
    reader = PictureReader(real("video/media3__hdr10-av1.mp4"))
    assert reader.shape.peak == 1000
    reader.close()


def test_more_light_leaves_less_for_what_is_dark_of_it():
    grey = greys([0.6979])
    shown = [float(standard_light(grey, _PQ, peak)[0, 0]) for peak in (600, 1000, 2000, 4000, 10_000)]
    assert shown == sorted(shown, reverse=True)
    assert shown[0] == pytest.approx(1, abs=0.01)
    assert (standard_light(greys([0.3583]), _PQ, 4000) > 0.35).all()
