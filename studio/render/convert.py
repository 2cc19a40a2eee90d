"""Between RGBA and the limited-range BT.709 planes that decoders give and encoders take.

OpenCV's own I420 conversions are BT.601, so the matrix is ours: one fixed-point 3x3 product per pixel
(`cv2.transform`), within one level of exact arithmetic. It must never guess another colour space.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.render.memory import recycled

__all__ = [
    "Plane",
    "PlaneSet",
    "Planes",
    "blank_i420",
    "coded",
    "coded_exactly",
    "i420_from_rgba",
    "i420_into",
    "planes_from_yuv",
    "planes_of",
    "premultiplied_yuv",
    "resized_plane",
    "resized_planes",
    "rgba_from_i420",
    "rgba_from_planes",
    "shown",
    "yuv_from_planes",
    "yuv_of",
]

Planes = npt.NDArray[np.uint8]
"""(H*3/2, W) uint8: Y, U and V one under the other as OpenCV lays out I420; H and W are even."""
Plane = npt.NDArray[np.uint8]
PlaneSet = tuple[Plane, Plane, Plane]
"""Y (H, W), U and V (H/2, W/2), perhaps views into a larger picture."""

# ITU-R BT.709-6, items 3.2 to 3.4: luma weights, colour differences, 8-bit limited range (16..235, 16..240).
_RED, _BLUE = 0.2126, 0.0722
_GREEN = 1 - _RED - _BLUE
_WEIGHTS = np.array(
    [
        [_RED, _GREEN, _BLUE],
        [-_RED / (2 * (1 - _BLUE)), -_GREEN / (2 * (1 - _BLUE)), 0.5],
        [0.5, -_GREEN / (2 * (1 - _RED)), -_BLUE / (2 * (1 - _RED))],
    ]
)
_SLOPE = np.diag([219 / 255, 224 / 255, 224 / 255]) @ _WEIGHTS
_OFFSET = np.array([16.0, 128.0, 128.0])
_TO_YUV = np.column_stack([_SLOPE, _OFFSET])
_TO_PREMULTIPLIED = np.column_stack([_SLOPE, _OFFSET / 255])
_BACK = np.linalg.inv(_SLOPE)
_TO_RGB = np.column_stack([_BACK, -_BACK @ _OFFSET])


def planes_of(planes: Planes) -> PlaneSet:
    """Views of Y (H, W), U and V (H/2, W/2) within `planes`; writing into them writes into `planes`."""
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    flat = planes.reshape(-1)
    luma, quarter = height * width, height * width // 4
    shape = (height // 2, width // 2)
    return (
        flat[:luma].reshape(height, width),
        flat[luma : luma + quarter].reshape(shape),
        flat[luma + quarter :].reshape(shape),
    )


def yuv_of(colour: tuple[int, int, int]) -> tuple[int, int, int]:
    """One full-range colour as limited-range Y, U, V."""
    pixel = np.array([[colour]], dtype=np.uint8)
    luma, blue, red = cv2.transform(pixel, _TO_YUV)[0, 0]
    return int(luma), int(blue), int(red)


def shown(levels: Plane) -> Plane:
    """(1, N, 3) limited-range Y, U, V as full-range R, G, B, rounded as `rgba_from_planes` does."""
    return np.asarray(cv2.transform(levels, _TO_RGB), np.uint8)


def coded(levels: Plane) -> Plane:
    """(1, N, 3) full-range R, G, B as limited-range Y, U, V, rounded as `i420_from_rgba` does."""
    return np.asarray(cv2.transform(levels, _TO_YUV), np.uint8)


def coded_exactly(colours: npt.NDArray[np.floating]) -> npt.NDArray[np.float32]:
    """(H, W, 3) R'G'B' 0..1 as limited-range Y, U, V levels, not rounded."""
    return np.asarray(cv2.transform(colours * np.float32(255), _TO_YUV), np.float32)


def blank_i420(width: int, height: int, colour: tuple[int, int, int]) -> Planes:
    """Planes of one colour."""
    planes = recycled((height * 3 // 2, width))
    for plane, level in zip(planes_of(planes), yuv_of(colour), strict=True):
        plane[:] = level
    return planes


def i420_from_rgba(pixels: Pixels) -> Planes:
    """(H, W, 4) full-range RGBA, taken as opaque, as (H*3/2, W) planes; H and W must be even.

    Each chroma sample is the mean of its four pixels.
    """
    height, width = pixels.shape[:2]
    if height % 2 or width % 2:
        raise ValueError(f"planes need an even size, not {width}x{height}")
    planes: Planes = recycled((height * 3 // 2, width))
    i420_into(pixels, planes_of(planes))
    return planes


def i420_into(pixels: Pixels, planes: PlaneSet) -> None:
    """The same, written into planes of the picture's size, such as a region of a larger picture."""
    height, width = pixels.shape[:2]
    colours = cv2.cvtColor(pixels, cv2.COLOR_RGBA2RGB, dst=recycled((height, width, 3)))
    half = recycled((height // 2, width // 2, 3))
    half = cv2.resize(colours, (width // 2, height // 2), dst=half, interpolation=cv2.INTER_AREA)
    half = cv2.transform(half, _TO_YUV, dst=half)
    full = cv2.transform(colours, _TO_YUV, dst=recycled((height, width, 3)))
    for plane, source, channel in zip(planes, (full, half, half), (0, 1, 2), strict=True):
        cv2.extractChannel(source, channel, dst=plane)


def premultiplied_yuv(pixels: Pixels) -> PlaneSet:
    """(H, W, 4) premultiplied RGBA as planes to be added to what shows through: alpha times the straight Y, U, V.

    H and W must be even; each chroma sample is the mean of its four pixels.
    """
    height, width = pixels.shape[:2]
    half = cv2.resize(pixels, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    full, coarse = (cv2.transform(part, _TO_PREMULTIPLIED) for part in (pixels, half))
    luma, blue, red = (
        np.asarray(cv2.extractChannel(part, channel), np.uint8)
        for part, channel in ((full, 0), (coarse, 1), (coarse, 2))
    )
    return luma, blue, red


def yuv_from_planes(planes: PlaneSet) -> Pixels:
    """Y, U and V side by side in (H, W, 4), chroma interpolated linearly; the fourth byte means nothing."""
    luma, *chroma = _full_planes(planes)
    return np.asarray(cv2.merge([luma, *chroma, luma], dst=recycled((*luma.shape, 4))), np.uint8)


def planes_from_yuv(pixels: Pixels) -> Planes:
    """Y, U and V side by side in (H, W, 4) as (H*3/2, W) planes; each chroma sample is the mean of four."""
    height, width = pixels.shape[:2]
    planes: Planes = recycled((height * 3 // 2, width))
    half = recycled((height // 2, width // 2, 4))
    half = cv2.resize(pixels, (width // 2, height // 2), dst=half, interpolation=cv2.INTER_AREA)
    for plane, source, channel in zip(planes_of(planes), (pixels, half, half), (0, 1, 2), strict=True):
        cv2.extractChannel(source, channel, dst=plane)
    return planes


def _full_planes(planes: PlaneSet) -> PlaneSet:
    luma, *chroma = planes
    height, width = luma.shape
    blue, red = (
        cv2.resize(plane, (width, height), dst=recycled((height, width)), interpolation=cv2.INTER_LINEAR)
        for plane in chroma
    )
    return luma, np.asarray(blue, np.uint8), np.asarray(red, np.uint8)


def rgba_from_planes(planes: PlaneSet) -> Pixels:
    """Y, U and V as (H, W, 4) opaque full-range RGBA; chroma is interpolated linearly."""
    height, width = planes[0].shape
    yuv = cv2.merge(_full_planes(planes), dst=recycled((height, width, 3)))
    colours = cv2.transform(yuv, _TO_RGB, dst=recycled((height, width, 3)))
    return np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2RGBA, dst=recycled((height, width, 4))), np.uint8)


def rgba_from_i420(planes: Planes) -> Pixels:
    """(H*3/2, W) planes as (H, W, 4) opaque full-range RGBA."""
    return rgba_from_planes(planes_of(planes))


def resized_plane(plane: Plane, width: int, height: int, into: Plane | None = None) -> Plane:
    """One plane, or a picture of any channels, at another size: by area where it shrinks, linearly where it grows."""
    if into is None:
        into = recycled((height, width, *plane.shape[2:]))
    smaller = height <= plane.shape[0] and width <= plane.shape[1]
    how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(plane, (width, height), dst=into, interpolation=how), np.uint8)


def resized_planes(planes: PlaneSet, width: int, height: int) -> Planes:
    """The picture at another even size, plane by plane."""
    resized: Planes = recycled((height * 3 // 2, width))
    for plane, target in zip(planes, planes_of(resized), strict=True):
        resized_plane(plane, target.shape[1], target.shape[0], target)
    return resized
