"""Conversion between RGBA and planes keeps to BT.709, and agrees with FFmpeg."""

import av
import numpy as np
import pytest
from av.video.reformatter import VideoReformatter

from studio.render.convert import (
    blank_i420,
    i420_from_rgba,
    planes_of,
    resized_planes,
    rgba_from_i420,
    yuv_of,
)

BT709, LIMITED, FULL = 1, 1, 2


def picture(height: int = 96, width: int = 64) -> np.ndarray:
    """Smooth enough that halved colour loses little, with every kind of colour in it."""
    rows, columns = np.mgrid[:height, :width]
    red = 255 * columns / (width - 1)
    green = 255 * rows / (height - 1)
    blue = 255 * (1 + np.sin(rows / 17 + columns / 13)) / 2
    alpha = np.full_like(red, 255)
    return np.stack([red, green, blue, alpha], axis=-1).round().astype(np.uint8)


def swscale(pixels: np.ndarray, target: str) -> np.ndarray:
    frame = av.VideoFrame.from_ndarray(pixels, format="rgba" if target == "yuv420p" else "yuv420p")
    ranges = (FULL, LIMITED) if target == "yuv420p" else (LIMITED, FULL)
    made = VideoReformatter().reformat(
        frame,
        format=target,
        src_colorspace=BT709,
        dst_colorspace=BT709,
        src_color_range=ranges[0],
        dst_color_range=ranges[1],
    )
    return made.to_ndarray()


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        # ITU-R BT.709 at 8 bits: black, white, and the primaries rounded from the formulas.
        ((0, 0, 0), (16, 128, 128)),
        ((255, 255, 255), (235, 128, 128)),
        ((255, 0, 0), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((0, 0, 255), (32, 240, 118)),
    ],
)
def test_named_colours_become_the_standards_levels(colour: tuple[int, int, int], expected: tuple[int, int, int]):
    assert yuv_of(colour) == pytest.approx(expected, abs=1)
    for plane, level in zip(planes_of(blank_i420(4, 4, colour)), yuv_of(colour), strict=True):
        assert (plane == level).all()


def test_every_grey_comes_back_within_one_level():
    greys = np.repeat(np.arange(256, dtype=np.uint8), 4).reshape(1, -1, 1)
    pixels = np.broadcast_to(greys, (2, 1024, 4)).copy()
    pixels[..., 3] = 255
    back = rgba_from_i420(i420_from_rgba(pixels))
    assert np.abs(back.astype(int) - pixels).max() <= 1


def test_planes_agree_with_ffmpegs_scaler_within_one_level():
    ours, theirs = i420_from_rgba(picture()), swscale(picture(), "yuv420p")
    for one, other in zip(planes_of(ours), planes_of(theirs), strict=True):
        assert np.abs(one.astype(int) - other).max() <= 2
        assert np.abs(one.astype(int) - other).mean() < 0.5


def test_colours_agree_with_ffmpegs_scaler():
    planes = i420_from_rgba(picture(384, 256))
    ours, theirs = rgba_from_i420(planes), swscale(planes, "rgba")
    # FFmpeg repeats colour samples, we interpolate them: compare what both mean on the average.
    assert np.abs(ours[..., :3].astype(int) - theirs[..., :3]).mean() < 2
    # FFmpeg rounds down: ours lies nearer to the picture.
    true = picture(384, 256)[..., :3].mean()
    assert abs(ours[..., :3].mean() - true) < 0.2
    assert abs(theirs[..., :3].mean() - true) < 1.5


def test_there_and_back_is_the_same_picture():
    back = rgba_from_i420(i420_from_rgba(picture()))
    assert np.abs(back.astype(int) - picture()).mean() < 1.5
    assert (back[..., 3] == 255).all()


def test_exact_arithmetic_is_missed_by_one_level_at_most():
    rng = np.random.default_rng(5)
    colours = rng.integers(0, 256, (64, 64, 3))
    pixels = np.dstack([colours, np.full((64, 64), 255)]).astype(np.uint8)
    luma = planes_of(i420_from_rgba(pixels))[0]
    exact = 16 + (colours @ [0.2126, 0.7152, 0.0722]) * 219 / 255
    assert np.abs(luma - exact).max() < 1


@pytest.mark.parametrize("size", [(6, 10), (64, 96), (2, 2)])
def test_planes_view_the_whole_array_and_nothing_twice(size: tuple[int, int]):
    width, height = size
    planes = np.zeros((height * 3 // 2, width), np.uint8)
    for number, plane in enumerate(planes_of(planes), 1):
        plane += number
    assert np.bincount(planes.ravel()).tolist() == [0, width * height, width * height // 4, width * height // 4]


def test_flat_colour_stays_flat_at_any_size():
    planes = blank_i420(64, 96, (200, 30, 60))
    for size in ((32, 48), (128, 192), (30, 22)):
        resized = resized_planes(planes_of(planes), *size)
        assert np.array_equal(resized, blank_i420(*size, (200, 30, 60)))


def test_odd_sizes_are_refused():
    with pytest.raises(ValueError, match="even"):
        i420_from_rgba(np.zeros((3, 4, 4), np.uint8))
