"""Pictures in, a piece of film out: one run of an encoder in closed groups, so that pieces can be joined.

It must never depend on what came before the piece: equal pictures and settings give pieces that fit together.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import av
import av.codec
import cv2
import msgspec
import numpy as np
import numpy.typing as npt
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from studio.media.writing.export_settings import ExportSettings

__all__ = ["Coded", "PictureEncoder", "Piece", "set_up_picture"]

# SVT-AV1 would write its settings to the terminal.
os.environ.setdefault("SVT_LOG", "1")

# x264's AVX-512 code for its look ahead (mbtree) reads memory nobody wrote: the same pictures gave other bytes from run
# to run. Without it they never did, at the same speed (measured), and machines with and without it agree.
_CV_AVX2, _CV_AVX_512F = 11, 13
_INSTRUCTIONS = ":asm=avx2" if cv2.checkHardwareSupport(_CV_AVX_512F) and cv2.checkHardwareSupport(_CV_AVX2) else ""
_BT709 = 1
_LIMITED = 1


class Coded(msgspec.Struct, frozen=True, array_like=True):
    """One packet: when it is shown, in frames from the start of its piece, and whether it stands alone."""

    shown: int
    key: bool
    data: bytes


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of film encoded by itself: the parameter sets and the packets in coding order."""

    extradata: bytes
    packets: tuple[Coded, ...]


class PictureEncoder:
    """One run of the encoder over one piece.

    `parameter_set` is the number x264 gives its parameter sets, so that they can lie in one file beside others.
    """

    def __init__(self, settings: ExportSettings, *, parameter_set: int = 0) -> None:
        context = av.codec.CodecContext.create(settings.encoder, "w")
        assert isinstance(context, VideoCodecContext)
        set_up_picture(context, settings, parameter_set)
        # The parameter sets are kept apart from the packets, as MP4 wants them.
        context.flags |= Flags.global_header
        self._context = context
        self._planar = settings.planar
        self._count = 0
        self._packets: list[Coded] = []

    def add(self, picture: npt.NDArray[np.uint8]) -> None:
        """Encode one picture: (H*3/2, W) uint8 planes, BT.709 limited, or (H, W, 4) RGBA where the settings are not
        `planar`."""
        frame = av.VideoFrame.from_ndarray(picture, format="yuv420p" if self._planar else "rgba")
        if frame.format.name != self._context.pix_fmt:
            frame = self._reformatted(frame)
        frame.pts = self._count
        frame.time_base = self._context.time_base
        self._count += 1
        self._take(self._context.encode(frame))

    def finish(self) -> Piece:
        """The piece, after the last picture."""
        self._take(self._context.encode(None))
        return Piece(bytes(self._context.extradata or b""), tuple(self._packets))

    def _reformatted(self, frame: av.VideoFrame) -> av.VideoFrame:
        wanted = self._context.pix_fmt
        if self._planar:
            return frame.reformat(format=wanted)
        made = frame.reformat(format=wanted, dst_colorspace=_BT709, dst_color_range=_LIMITED)
        # ProRes writes what the frame says, not what the encoder was told.
        made.color_primaries = made.color_trc = _BT709
        return made

    def _take(self, packets: Iterable[av.Packet[VideoStream]]) -> None:
        self._packets += [Coded(packet.pts or 0, packet.is_keyframe, bytes(packet)) for packet in packets]


def set_up_picture(context: VideoCodecContext, settings: ExportSettings, parameter_set: int = 0) -> None:
    """Tell an encoder what the settings ask for."""
    context.width, context.height = settings.width, settings.height
    context.pix_fmt = "yuv420p" if settings.planar else "yuv422p10le"
    context.framerate = settings.rate
    context.time_base = 1 / settings.rate
    context.gop_size = settings.gop_frames
    context.thread_count = settings.threads
    context.colorspace = context.color_primaries = context.color_trc = _BT709
    context.color_range = _LIMITED
    context.flags |= Flags.closed_gop
    _SET_UP.get(settings.encoder, _hardware)(context, settings)
    if parameter_set:
        assert settings.encoder == "libx264", "no other encoder numbers its parameter sets"
        context.options = {**context.options, "x264-params": f"{context.options['x264-params']}:sps-id={parameter_set}"}


def _cap(settings: ExportSettings) -> dict[str, str]:
    return {
        "maxrate": str(settings.max_bit_rate),
        "bufsize": str(round(settings.max_bit_rate * settings.buffer_s)),
    }


def _x264(context: VideoCodecContext, settings: ExportSettings) -> None:
    context.max_b_frames = settings.b_frames
    context.profile = "High"
    context.options = {
        "preset": settings.preset,
        "crf": f"{settings.crf:g}",
        **_cap(settings),
        # Each piece starts with a half full buffer, so that pieces put together keep to the cap.
        "x264-params": f"vbv-init=0.5{_INSTRUCTIONS}",
    }


def _x265(context: VideoCodecContext, settings: ExportSettings) -> None:
    context.max_b_frames = settings.b_frames
    # Apple's players want the tag hvc1: parameter sets in the header alone.
    context.codec_tag = "hvc1"
    kilobits = settings.max_bit_rate // 1000
    params = {
        "log-level": "none",
        "info": "0",
        "open-gop": "0",
        "scenecut": "0",
        "repeat-headers": "0",
        # Frame threads and the cap together would make the bytes depend on the clock.
        "frame-threads": "1",
        "pools": str(settings.threads),
        "vbv-maxrate": str(kilobits),
        "vbv-bufsize": str(round(kilobits * settings.buffer_s)),
        "vbv-init": "0.5",
    }
    joined = ":".join(f"{key}={value}" for key, value in params.items())
    context.options = {"preset": settings.preset, "crf": f"{settings.crf:g}", "x265-params": joined}


def _svt_av1(context: VideoCodecContext, settings: ExportSettings) -> None:
    params = {"lp": str(settings.threads), "mbr": str(settings.max_bit_rate // 1000)}
    joined = ":".join(f"{key}={value}" for key, value in params.items())
    context.options = {"preset": "10", "crf": f"{round(settings.crf)}", "svtav1-params": joined}


def _vp9(context: VideoCodecContext, settings: ExportSettings) -> None:
    context.options = {
        "deadline": "good",
        "cpu-used": "5",
        "row-mt": "1",
        "crf": f"{round(settings.crf)}",
        "b": str(settings.max_bit_rate),
        **_cap(settings),
    }


def _prores(context: VideoCodecContext, _settings: ExportSettings) -> None:
    context.profile = "HQ"
    context.options = {"vendor": "apl0"}


def _hardware(context: VideoCodecContext, settings: ExportSettings) -> None:
    """Any encoder of a graphics card: its default quality within the cap, no frames out of order."""
    context.max_b_frames = 0
    context.bit_rate = settings.max_bit_rate
    context.options = dict(_HARDWARE_OPTIONS.get(settings.encoder.rpartition("_")[2], {}))
    if settings.codec == "hevc":
        context.codec_tag = "hvc1"


_HARDWARE_OPTIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "nvenc": {"preset": "p5", "rc": "vbr", "forced-idr": "1"},
        "qsv": {"preset": "medium"},
        "amf": {"quality": "balanced"},
        "videotoolbox": {"allow_sw": "0"},
        "mf": {"hw_encoding": "1"},
    }
)

_SET_UP: Mapping[str, Callable[[VideoCodecContext, ExportSettings], None]] = MappingProxyType(
    {"libx264": _x264, "libx265": _x265, "libsvtav1": _svt_av1, "libvpx-vp9": _vp9, "prores_ks": _prores}
)
