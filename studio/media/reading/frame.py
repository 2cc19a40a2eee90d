"""A decoded picture as the renderer wants it: upright, square pixels, BT.709, the size that is needed.

Conversion happens once, when asked, in FFmpeg's scaler, and scales down on the way. It must never
keep a decoder alive: it owns the one frame it was given.
"""

from __future__ import annotations

from functools import cached_property

import av
import cv2
import msgspec
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from studio.effect import Pixels
from studio.media.reading.hdr import COMMON_PEAK, is_hdr, peak_of, to_standard_range
from studio.media.reading.turning import UPRIGHT, Turn
from studio.render.convert import planes_of
from studio.render.memory import recycled

__all__ = ["MediaFrame", "Shape", "shape_of", "size_for_box"]

_I420_PLANES = 3
_FULL = int(ColorRange.JPEG)
_LIMITED = int(ColorRange.MPEG)
_BT709 = int(Colorspace.ITU709)
# AVColorSpace (ITU-T H.273, MatrixCoefficients) to swscale's names.
_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}


class Shape(msgspec.Struct, frozen=True):
    """How a stream's pictures are to be shown: size in square pixels before the turn, the turn, and the brightest light
    where it is HDR, in cd/m²."""

    width: int
    height: int
    turn: Turn = UPRIGHT
    peak: int = COMMON_PEAK

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height as a person sees it."""
        return self.turn.size(self.width, self.height)


def shape_of(frame: av.VideoFrame, aspect: float, turn: Turn) -> Shape:
    """The shape of the film that begins with `frame`. `aspect`: the width of a pixel over its height."""
    peak = peak_of(frame) if is_hdr(frame) else COMMON_PEAK
    if aspect == 1 or not 0.05 < aspect < 20:
        return Shape(frame.width, frame.height, turn, peak)
    # An even width, so that the encoder's planes fit.
    return Shape(max(2, round(frame.width * aspect / 2) * 2), frame.height, turn, peak)


def size_for_box(shown: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """The size to convert to: the smallest that covers `box`, or the full one where little would be won."""
    width, height = shown
    factor = max(box[0] / width, box[1] / height)
    exact = (width * box[1] == height * box[0]) and box[0] % 2 == 0 and box[1] % 2 == 0
    if factor >= 1 or (factor > 0.75 and not exact):
        return shown
    if exact:
        return box
    return min(width, _even_up(width * factor)), min(height, _even_up(height * factor))


def _even_up(length: float) -> int:
    return max(2, -int(-length // 2) * 2)


class MediaFrame:
    """One picture (see `studio.render.sources.Frame`). Belongs to one thread at a time."""

    def __init__(self, frame: av.VideoFrame, shape: Shape, size: tuple[int, int], scaler: VideoReformatter) -> None:
        self._frame = frame
        self._turn, self._peak = shape.turn, shape.peak
        self._size = size
        self._stored = shape.turn.size(*size)
        self._scaler = scaler
        self._exact = self._stored == (frame.width, frame.height)

    @property
    def width(self) -> int:
        """Pixels across."""
        return self._size[0]

    @property
    def height(self) -> int:
        """Pixels down."""
        return self._size[1]

    @property
    def opaque(self) -> bool:
        """Whether every pixel covers what lies beneath."""
        return not has_alpha(self._frame)

    @property
    def decoded(self) -> av.VideoFrame:
        """The frame it is made of."""
        return self._frame

    @property
    def bytes_made(self) -> int:
        """Roughly how much memory its conversions take, beside the decoded frame, which may be far larger."""
        return self.width * self.height * 6

    def rgba(self) -> Pixels:
        """(H, W, 4) uint8, straight alpha, full range BT.709."""
        return self._rgba

    def i420(self) -> npt.NDArray[np.uint8] | None:
        """(H*3/2, W) uint8, BT.709 limited range; None for odd sizes and pictures with holes."""
        if self.width % 2 or self.height % 2 or not self.opaque:
            return None
        return self._i420

    @cached_property
    def _rgba(self) -> Pixels:
        picture = _array(self._converted("rgba", _FULL))
        if is_hdr(self._frame) and not self.opaque:
            picture[..., 3] = _array(self._converted("rgba", _FULL, as_coded=True))[..., 3]
        return _frozen(np.ascontiguousarray(self._turn.apply(picture)))

    @cached_property
    def _i420(self) -> npt.NDArray[np.uint8]:
        planes = self._plain_planes()
        if planes is None:
            planes = _array(self._converted("yuv420p", _LIMITED))
        return _frozen(planes if self._turn == UPRIGHT else self._turned_planes(planes))

    def _plain_planes(self) -> npt.NDArray[np.uint8] | None:
        """The planes as the decoder gave them, or each halved, where nothing else is to be done; otherwise None.

        A mean of four takes a sixth of the time FFmpeg's scaler does.
        """
        frame, (width, height) = self._standard, self._stored
        times = frame.width // width
        if times not in (1, 2) or (width * times, height * times) != (frame.width, frame.height):
            return None
        if frame.format.name != "yuv420p" or range_of(frame) != _LIMITED or matrix_of(frame) != _BT709:
            return None
        planes = recycled((height * _I420_PLANES // 2, width))
        for source, into in zip(frame.planes, planes_of(planes), strict=True):
            rows = np.frombuffer(memoryview(source), np.uint8).reshape(-1, source.line_size)
            seen = rows[: into.shape[0] * times, : into.shape[1] * times]
            if times == 1:
                into[...] = seen
            else:
                cv2.resize(seen, (into.shape[1], into.shape[0]), dst=into, interpolation=cv2.INTER_AREA)
        return planes

    def _turned_planes(self, planes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        turned = np.concatenate([self._turn.apply(part).reshape(-1) for part in planes_of(planes)])
        return turned.reshape(self.height * _I420_PLANES // 2, self.width)

    @cached_property
    def _standard(self) -> av.VideoFrame:
        """The frame in the standard range; where it had to be brought there, at the size that is wanted."""
        if not is_hdr(self._frame):
            return self._frame
        return to_standard_range(
            self._frame,
            self._stored,
            self._scaler,
            matrix=matrix_of(self._frame),
            range_=range_of(self._frame),
            kernel=self._interpolation(),
            peak=self._peak,
        )

    def _converted(self, pixel_format: str, range_: int, *, as_coded: bool = False) -> av.VideoFrame:
        frame = self._frame if as_coded else self._standard
        return self._scaler.reformat(
            frame,
            width=self._stored[0],
            height=self._stored[1],
            format=pixel_format,
            src_colorspace=matrix_of(frame),
            dst_colorspace=_BT709,
            src_color_range=range_of(frame),
            dst_color_range=range_,
            interpolation=self._interpolation(),
            threads=1,
        )

    def _interpolation(self) -> Interpolation:
        if not self._exact:
            return Interpolation.AREA
        # FFmpeg's quick way to RGB leaves the last pixels of a line unwritten where eight do not divide the width.
        return (
            Interpolation.BILINEAR if self._stored[0] % 8 == 0 else Interpolation.BILINEAR | Interpolation.ACCURATE_RND
        )


def _array(frame: av.VideoFrame) -> npt.NDArray[np.uint8]:
    return np.asarray(frame.to_ndarray(), dtype=np.uint8)


def _frozen(array: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    array.flags.writeable = False
    return array


def matrix_of(frame: av.VideoFrame) -> int:
    """The colour matrix the frame was coded with; where it does not say, by size, as every player does."""
    known = _MATRICES.get(frame.colorspace)
    if known is not None:
        return int(known)
    return int(Colorspace.ITU709 if frame.height >= 720 or frame.width >= 1280 else Colorspace.ITU601)


def range_of(frame: av.VideoFrame) -> int:
    """Full or limited range; RGB, the old JPEG formats, and greys that do not say otherwise are full."""
    name = frame.format.name
    video = name.startswith(("yuv", "nv", "p0")) or frame.color_range == _LIMITED
    full = frame.color_range == _FULL or name.startswith("yuvj") or not video
    return _FULL if full else _LIMITED


def has_alpha(frame: av.VideoFrame) -> bool:
    """Whether the frame's format can have holes."""
    return frame.format.name in _HOLED or any(part.is_alpha for part in frame.format.components)


_HOLED = frozenset({"pal8"})
