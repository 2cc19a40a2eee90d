"""Large footage for the measurements, made in seconds: a short pattern is encoded once, its packets repeated."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

RATE = 30


def long_film(
    path: Path, size: tuple[int, int], *, seconds: float, gop: int, codec: str = "libx264", rate: int = RATE,
    options: Mapping[str, str] | None = None, sound: bool = True,
) -> Path:  # fmt: skip
    """A film of `seconds` with a key frame every `gop` pictures, in `path`, made once."""
    if path.exists():
        return path
    part = path.with_suffix(f".part{path.suffix}")
    with av.open(str(part), "w") as container:
        video = container.add_stream(codec, rate=rate, options={"preset": "veryfast", "crf": "26", **(options or {})})
        video.width, video.height, video.pix_fmt, video.gop_size = *size, "yuv420p", gop
        packets = _pattern(video, size, gop, rate)
        heard = container.add_stream("aac", rate=48_000, layout="stereo") if sound else None
        tone = _tone(heard) if heard is not None else []
        groups = max(1, round(seconds * rate / gop))
        told = 0
        for group in range(groups):
            for data, pts, dts, key in packets:
                _mux(container, video, data, pts + group * gop, dts + group * gop, Fraction(1, rate), key=key)
            until = (group + 1) * gop * 48_000 // rate
            while heard is not None and told < until:
                _mux(container, heard, tone[told // 1024 % len(tone)], told, told, Fraction(1, 48_000), key=True)
                told += 1024
    part.rename(path)
    return path


def _pattern(video, size: tuple[int, int], gop: int, rate: int) -> list[tuple[bytes, int, int, bool]]:
    """The packets of one closed group: a camera that pans over a soft landscape, and two discs that move."""
    wide, high = size
    random = np.random.default_rng(3)
    small = random.integers(0, 256, (24, 40, 3), dtype=np.uint8)
    land = cv2.resize(small, (wide * 5 // 4, high * 5 // 4), interpolation=cv2.INTER_CUBIC)
    grain = cv2.resize(random.normal(0, 16, (high * 5 // 8, wide * 5 // 8)).astype(np.float32), land.shape[1::-1])
    land = np.clip(land + grain[..., None], 0, 255).astype(np.uint8)
    found = []
    for number in range(gop):
        turn = 2 * np.pi * number / gop
        x, y = int((1 - np.cos(turn)) / 2 * wide / 4.1), int((1 + np.sin(turn)) / 2 * high / 4.1)
        picture = np.ascontiguousarray(land[y : y + high, x : x + wide])
        spot = (int(wide * (0.5 + 0.3 * np.cos(turn * 3))), int(high * (0.5 + 0.3 * np.sin(turn * 2))))
        cv2.circle(picture, spot, high // 8, (240, 90, 60), -1, cv2.LINE_AA)
        frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
        frame.pts, frame.time_base = number, Fraction(1, rate)
        found += list(video.encode(frame))
    found += list(video.encode(None))
    unit = Fraction(1, rate)
    return [
        (bytes(p), round(p.pts * p.time_base / unit), round(p.dts * p.time_base / unit), p.is_keyframe) for p in found
    ]


def _tone(heard) -> list[bytes]:
    moments = np.arange(48_000 // 1024 * 1024) / 48_000
    samples = np.stack([(0.2 * np.sin(2 * np.pi * 440 * moments)).astype(np.float32)] * 2)
    packets = []
    for first in range(0, samples.shape[1], 1024):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples[:, first : first + 1024]), format="fltp", layout="stereo"
        )
        frame.sample_rate, frame.pts, frame.time_base = 48_000, first, Fraction(1, 48_000)
        packets += [bytes(packet) for packet in heard.encode(frame)]
    return packets


def _mux(container, stream, data: bytes, pts: int, dts: int, unit: Fraction, *, key: bool) -> None:
    packet = av.Packet(data)
    packet.stream, packet.time_base = stream, unit
    packet.pts, packet.dts, packet.is_keyframe = pts, dts, key
    container.mux(packet)
