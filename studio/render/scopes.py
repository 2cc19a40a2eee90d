"""Scopes: how light and colour of a picture are spread, as small pictures to judge it by.

It must never change the picture it looks at.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from studio.effect import Pixels

__all__ = ["Scope", "scope_picture"]

Scope = Literal["waveform", "parade", "vectorscope", "histogram"]

_CHANNELS = ((235, 90, 90), (90, 220, 120), (100, 140, 255))
_LIGHT = (200, 235, 210)
_MOST_PIXELS = 120_000
"""Of larger pictures every n-th pixel is looked at: what is spread out does not change."""

Counts = npt.NDArray[np.float64]


def scope_picture(pixels: Pixels, scope: Scope, width: int, height: int) -> Pixels:
    """The scope as (height, width, 4) opaque RGBA, of an opaque (H, W, 4) picture in BT.709 full range.

    `waveform` shows luma by column, `parade` red, green and blue beside each other, `histogram` how often each level
    comes, `vectorscope` Cb to the right and Cr upwards.
    """
    step = max(1, round((pixels.shape[0] * pixels.shape[1] / _MOST_PIXELS) ** 0.5))
    seen = pixels[::step, ::step, :3]
    canvas = np.zeros((height, width, 3), np.float64)
    if scope == "waveform":
        canvas += _columns(_luma(seen), width, height)[..., None] * np.array(_LIGHT)
    elif scope == "parade":
        part = width // 3
        for channel, colour in enumerate(_CHANNELS):
            shown = _columns(seen[..., channel].astype(np.float64), part, height)
            canvas[:, channel * part : (channel + 1) * part] += shown[..., None] * np.array(colour)
    elif scope == "histogram":
        for channel, colour in enumerate(_CHANNELS):
            canvas += _bars(seen[..., channel], width, height)[..., None] * np.array(colour) * 0.75
    else:
        canvas += _vectors(seen, width, height)[..., None] * np.array(_LIGHT)
    shown_pixels = np.empty((height, width, 4), np.uint8)
    shown_pixels[..., :3] = np.minimum(canvas, 255)
    shown_pixels[..., 3] = 255
    return shown_pixels


def _luma(seen: npt.NDArray[np.uint8]) -> Counts:
    return np.asarray(seen @ np.array([0.2126, 0.7152, 0.0722]), np.float64)


def _lit(counts: Counts, full: float) -> Counts:
    """How bright a place with so many pixels is, 0 to 1: few are seen too."""
    return np.minimum(1.0, np.sqrt(counts / max(1.0, full)))


def _columns(levels: Counts, width: int, height: int) -> Counts:
    rows, columns = levels.shape
    across = np.broadcast_to(np.arange(columns) * width // columns, (rows, columns))
    down = ((255 - levels) * (height - 1) / 255 + 0.5).astype(np.int64)
    counts = np.bincount((down * width + across).ravel(), minlength=width * height).reshape(height, width)
    return _lit(counts.astype(np.float64), rows * max(1.0, columns / width) * 0.025)


def _bars(channel: npt.NDArray[np.uint8], width: int, height: int) -> Counts:
    counts = np.bincount(channel.ravel(), minlength=256).astype(np.float64)
    # The ends are often full: they must not flatten the rest.
    top = max(1.0, float(counts[1:255].max()))
    tall = np.minimum(1.0, counts / top)[np.arange(width) * 256 // width] * height
    return (np.arange(height)[:, None] >= height - tall).astype(np.float64)


def _vectors(seen: npt.NDArray[np.uint8], width: int, height: int) -> Counts:
    colours = seen.reshape(-1, 3).astype(np.float64) / 255
    luma = colours @ np.array([0.2126, 0.7152, 0.0722])
    blue, red = (colours[:, 2] - luma) / 1.8556, (colours[:, 0] - luma) / 1.5748
    side = min(width, height)
    across = (width / 2 + blue * (side - 1)).astype(np.int64).clip(0, width - 1)
    down = (height / 2 - red * (side - 1)).astype(np.int64).clip(0, height - 1)
    counts = np.bincount(down * width + across, minlength=width * height).reshape(height, width)
    return _lit(counts.astype(np.float64), len(colours) * 0.001)
