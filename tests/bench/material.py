"""Generated footage for the measurements: two 1080x1920 clips with movement, detail, grain and sound."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

WIDTH, HEIGHT, RATE = 1080, 1920, 30


def two_clips(folder: Path, seconds: int = 10) -> tuple[Path, Path]:
    """Two clips of `seconds` in `folder`, made once."""
    paths = (folder / f"bench-a-{seconds}.mp4", folder / f"bench-b-{seconds}.mp4")
    for seed, path in enumerate(paths):
        if not path.exists():
            part = path.with_suffix(".part.mp4")
            _write(part, seconds, seed)
            part.rename(path)
    return paths


def landscape(random: np.random.Generator) -> np.ndarray:
    """(2 H, 2 W, 3) uint8: soft, large and grainy, for a camera to pan over: it compresses like footage."""
    small = random.integers(0, 256, (24, 14, 3), dtype=np.uint8)
    land = cv2.resize(small, (WIDTH * 2, HEIGHT * 2), interpolation=cv2.INTER_CUBIC)
    detail = random.normal(0, 9, (HEIGHT * 2, WIDTH * 2, 1)).astype(np.float32)
    return np.clip(land + cv2.GaussianBlur(detail, (0, 0), 1.2)[..., None] * 3, 0, 255).astype(np.uint8)


def _write(path: Path, seconds: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    land = landscape(random)
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "crf": "20"})
        video.width, video.height, video.pix_fmt, video.gop_size = WIDTH, HEIGHT, "yuv420p", 60
        sound = container.add_stream("aac", rate=48_000, layout="stereo")
        for index in range(seconds * RATE):
            x = int((np.sin(index / 60 + seed) * 0.5 + 0.5) * WIDTH)
            y = int((np.cos(index / 75) * 0.5 + 0.5) * HEIGHT)
            picture = land[y : y + HEIGHT, x : x + WIDTH].copy()
            cv2.circle(picture, (200 + index * 3 % 700, 600), 160, (240, 90, 60), -1, cv2.LINE_AA)
            cv2.circle(picture, (540, 1200 + int(300 * np.sin(index / 11))), 110, (60, 200, 120), -1, cv2.LINE_AA)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, RATE)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        moments = np.arange(seconds * 48_000) / 48_000
        tone = (0.2 * np.sin(2 * np.pi * (220 + 110 * seed) * moments)).astype(np.float32)
        for first in range(0, len(tone), 1024):
            block = np.ascontiguousarray(np.stack([tone[first : first + 1024]] * 2))
            piece = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            piece.sample_rate, piece.pts = 48_000, first
            container.mux(sound.encode(piece))
        container.mux(sound.encode(None))
