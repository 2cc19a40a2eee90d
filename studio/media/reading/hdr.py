"""HLG and PQ pictures brought into the standard range by one curve, from ten bits, baked into two tables.

Light as the screen it was made on would give it (ITU-R BT.2100-2, tables 4 and 5), scaled so that HDR reference white
(203 cd/m², ITU-R BT.2408) is near full light, the highlights up to the peak that a PQ film tells (1000 cd/m² where it
tells none, and for HLG) bent by the spline of ITU-R BT.2390-10 section 5.4.1, half of it on the brightest channel
(keeps colours) and half on each (lets them pale as film does), BT.2020 to BT.709 in linear light (ITU-R BT.2087), what
lies outside drawn towards its own grey. It must never touch a picture that is not marked HLG or PQ.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from math import ceil

import av
import cv2
import numpy as np
import numpy.typing as npt
from av.sidedata.sidedata import SideData
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from studio.media.reading.streams import side_data

__all__ = ["COMMON_PEAK", "CURVE_VERSION", "is_hdr", "peak_of", "standard_light", "to_standard_range"]

CURVE_VERSION = 3
"""Goes up with every change of the curve: what was made with another is made again."""

_PQ, _HLG = 16, 18
_WHITE = 203.0
COMMON_PEAK = 1000
"""cd/m² of a film's brightest light, where it does not tell."""
_LOWEST_PEAK, _HIGHEST_PEAK = 400, 10_000
"""What is told is believed in so far: darker is no HDR (VESA DisplayHDR begins at 400), brighter PQ cannot say."""
_PEAK_STEP = 100
_KEPT_TABLES = 4
_LUMA_2020 = np.array([0.2627, 0.6780, 0.0593], dtype=np.float32)
_LUMA_709 = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
_GAMUT = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], dtype=np.float32
)

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]


def is_hdr(frame: av.VideoFrame) -> bool:
    """Whether the frame is marked HLG or PQ."""
    return frame.color_trc in (_PQ, _HLG)


def peak_of(first: av.VideoFrame) -> int:
    """cd/m² of the brightest light in the film that begins with the picture `first`, in whole hundreds.

    PQ films may tell it twice: MaxCLL is the brightest pixel (CTA-861.3), the mastering display (SMPTE ST 2086) the
    brightest there could be. The lower one counts. Some films tell it with their first picture only, so whoever jumps
    must ask that one.
    """
    told = [light for light in (_brightest_pixel(first), _screen_light(first)) if light >= 1]
    if first.color_trc != _PQ or not told:
        return COMMON_PEAK
    return ceil(min(max(min(told), _LOWEST_PEAK), _HIGHEST_PEAK) / _PEAK_STEP) * _PEAK_STEP


def _brightest_pixel(frame: av.VideoFrame) -> float:
    """FFmpeg's `AVContentLightMetadata`: two numbers, the first is MaxCLL. 0 where it is not told."""
    told = _beside(frame, "CONTENT_LIGHT_LEVEL")
    return float(struct.unpack_from("=I", told)[0]) if len(told) >= 4 else 0.0


def _screen_light(frame: av.VideoFrame) -> float:
    """FFmpeg's `AVMasteringDisplayMetadata`: nine fractions for colours and black, one for the brightest light, and
    whether there are colours and light. 0 where it is not told."""
    told = _beside(frame, "MASTERING_DISPLAY_METADATA")
    if len(told) < 88:
        return 0.0
    over, under, _, known = struct.unpack_from("=iiii", told, 72)
    return over / under if known and under > 0 else 0.0


def _beside(frame: av.VideoFrame, kind: str) -> bytes:
    try:
        found = side_data(frame).get(kind)
    except ValueError:
        return b""  # PyAV does not know every kind of side data that may lie beside it
    return bytes(found) if isinstance(found, SideData) else b""


def to_standard_range(
    frame: av.VideoFrame,
    size: tuple[int, int],
    scaler: VideoReformatter,
    *,
    matrix: int,
    range_: int,
    kernel: int,
    peak: int = COMMON_PEAK,
) -> av.VideoFrame:
    """The frame at `size` (width, height) as yuv420p, 8 bits, BT.709 limited range, as every other film is.

    `matrix`, `range_` and `kernel` are those of the frame and of the scaling, in the scaler's numbers; `peak` is that
    of its film, in cd/m².
    """
    coded = scaler.reformat(
        frame, width=size[0], height=size[1], format="yuv420p10le", src_colorspace=matrix,
        dst_colorspace=int(Colorspace.BT2020), src_color_range=range_, dst_color_range=int(ColorRange.MPEG),
        interpolation=kernel, threads=1,
    )  # fmt: skip
    luma, blue, red = (_rows(plane) for plane in coded.planes)
    brightness, colour = _tables(frame.color_trc, peak)
    made = av.VideoFrame(size[0], size[1], "yuv420p")
    made.colorspace, made.color_range, made.color_trc, made.color_primaries = 1, int(ColorRange.MPEG), 1, 1
    coarse = (np.minimum(blue + 4 >> 3, 127) << 7) + np.minimum(red + 4 >> 3, 127)
    spread = cv2.resize(coarse.astype(np.uint16), size, interpolation=cv2.INTER_NEAREST)
    _fill(made.planes[0], brightness.take((luma.astype(np.int32) << 14) + spread))
    mean = cv2.resize(luma, (blue.shape[1], blue.shape[0]), interpolation=cv2.INTER_AREA)
    place = (np.minimum(mean.astype(np.int32) + 8 >> 4, 63) << 16) + (_byte(blue) << 8) + _byte(red)
    both = colour.take(place)
    _fill(made.planes[1], (both >> 8).astype(np.uint8))
    _fill(made.planes[2], (both & 255).astype(np.uint8))
    return made


def _rows(plane: av.video.plane.VideoPlane) -> npt.NDArray[np.uint16]:
    rows = np.frombuffer(memoryview(plane), np.uint16).reshape(-1, plane.line_size // 2)
    return rows[: plane.height, : plane.width]


def _byte(codes: npt.NDArray[np.uint16]) -> npt.NDArray[np.int32]:
    return np.asarray(np.minimum(codes.astype(np.int32) + 2 >> 2, 255), dtype=np.int32)


def _fill(plane: av.video.plane.VideoPlane, values: Bytes) -> None:
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    rows[: plane.height, : plane.width] = values


# -- the curve


def standard_light(coded: Floats, transfer: int, peak: int = COMMON_PEAK) -> Floats:
    """(N, 3) red, green, blue as coded in BT.2100, 0..1, to (N, 3) as coded for a BT.1886 screen in BT.709, 0..1."""
    coded = np.clip(coded, 0, 1)
    light = (_pq_light(coded) if transfer == _PQ else _hlg_light(coded)) / np.float32(_WHITE)
    brightest = np.maximum(light.max(axis=1, keepdims=True), np.float32(1e-6))
    bent = (light * (_bent(brightest, peak) / brightest) + _bent(light, peak)) / 2
    shown = bent @ _GAMUT.T
    grey = np.clip(shown @ _LUMA_709, 0, 1)[:, None]
    # As far from grey as the smaller gamut allows, and no further.
    away = shown - grey
    room = np.where(away > 0, (1 - grey) / np.maximum(away, 1e-6), grey / np.maximum(-away, 1e-6))
    shown = grey + away * np.minimum(room.min(axis=1, keepdims=True), 1)
    return np.asarray(np.power(np.clip(shown, 0, 1), np.float32(1 / 2.4)), dtype=np.float32)


def _bent(light: Floats, peak: int) -> Floats:
    """Linear light, 1 being reference white, bent so that the peak becomes 1: BT.2390's spline, in PQ."""
    top = _to_pq(np.float32(peak))
    most = _to_pq(np.float32(_WHITE)) / top
    knee = 1.5 * most - 0.5
    signal = np.minimum(_to_pq(light * np.float32(_WHITE)) / top, 1)
    t = np.maximum(signal - knee, 0) / (1 - knee)
    spline = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (3 * t**2 - 2 * t**3) * most
    return np.asarray(_pq_light(np.where(signal < knee, signal, spline) * top) / np.float32(_WHITE), dtype=np.float32)


_M1, _M2 = 2610 / 16384, 2523 / 4096 * 128
_C1, _C2, _C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32


def _pq_light(signal: Floats) -> Floats:
    """cd/m² of a PQ signal."""
    powered = np.power(signal, 1 / _M2)
    return np.asarray(
        10_000 * np.power(np.maximum(powered - _C1, 0) / (_C2 - _C3 * powered), 1 / _M1), dtype=np.float32
    )


def _to_pq(light: Floats | np.float32) -> Floats:
    """The PQ signal of cd/m²."""
    powered = np.power(np.maximum(light, 0) / 10_000, _M1)
    return np.asarray(np.power((_C1 + _C2 * powered) / (1 + _C3 * powered), _M2), dtype=np.float32)


def _hlg_light(signal: Floats) -> Floats:
    """cd/m² of HLG signals (N, 3) on a screen of 1000 cd/m²: its gamma of 1.2 acts on the whole pixel's brightness."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    brightness = np.maximum(scene @ _LUMA_2020, 1e-9)[:, None]
    return np.asarray(COMMON_PEAK * scene * np.power(brightness, 0.2), dtype=np.float32)


# -- the tables


@lru_cache(maxsize=_KEPT_TABLES)
def _tables(transfer: int, peak: int) -> tuple[Bytes, npt.NDArray[np.uint16]]:
    """What to show for ten-bit codes: brightness by (luma 10 bits, blue 7, red 7); blue << 8 | red by (6, 8, 8).

    Each is computed on a coarser grid and filled in straight lines: the curve hardly bends in between.
    """
    every = 4
    nodes = _shown(np.arange(0, 1025, every), np.arange(0, 1025, 32), transfer, peak)[..., 0]
    nodes = _finer(_finer(nodes, 1, 4), 2, 4)
    brightness = np.empty((len(nodes) - 1, every, nodes.shape[1], nodes.shape[2]), dtype=np.uint8)
    for step in range(every):
        brightness[:, step] = np.rint(nodes[:-1] + (nodes[1:] - nodes[:-1]) * np.float32(step / every))
    nodes = _shown(np.arange(0, 1024, 16), np.arange(0, 1025, 16), transfer, peak)[..., 1:]
    whole = np.rint(_finer(_finer(nodes, 1, 4), 2, 4)).astype(np.uint16)
    colour = np.asarray(whole[..., 0] << 8 | whole[..., 1], dtype=np.uint16)
    brightness.flags.writeable = colour.flags.writeable = False
    return brightness.reshape(-1), colour.reshape(-1)


def _finer(nodes: Floats, axis: int, parts: int) -> Floats:
    """Each step along `axis` divided into `parts`, in straight lines; the last node left out."""
    begin = (slice(None),) * axis
    first, second = nodes[(*begin, slice(0, -1))], nodes[(*begin, slice(1, None))]
    shape = list(first.shape)
    shape[axis] *= parts
    steps = [first + (second - first) * np.float32(part / parts) for part in range(parts)]
    return np.asarray(np.stack(steps, axis=axis + 1).reshape(shape), dtype=np.float32)


def _shown(luma: npt.NDArray[np.int_], chroma: npt.NDArray[np.int_], transfer: int, peak: int) -> Floats:
    """(len(luma), len(chroma), len(chroma), 3): 8-bit BT.709 limited codes for ten-bit BT.2020 codes, not rounded."""
    y, blue, red = np.meshgrid(
        ((luma - 64) / 876).astype(np.float32),
        ((chroma - 512) / 896).astype(np.float32),
        ((chroma - 512) / 896).astype(np.float32),
        indexing="ij",
    )
    coded = np.stack([y + 1.4746 * red, y - 0.16455 * blue - 0.57135 * red, y + 1.8814 * blue], axis=-1)
    out = standard_light(coded.reshape(-1, 3), transfer, peak)
    bright = out @ _LUMA_709
    made = np.stack(
        [
            16 + 219 * bright,
            128 + 224 * (out[:, 2] - bright) / 1.8556,
            128 + 224 * (out[:, 0] - bright) / 1.5748,
        ],
        axis=-1,
    )
    return np.asarray(made.reshape(*y.shape, 3), dtype=np.float32)
