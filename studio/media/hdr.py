"""HLG and PQ pictures brought into standard range: one curve for each, by table, then the smaller gamut.

Curves: ITU-R BT.2100-2 tables 4 (PQ) and 5 (HLG); gamut: ITU-R BT.2087. Diffuse white (203 cd/m²,
ITU-R BT.2408) would be shown at three quarters of full light; from 0.45 on a shoulder keeps what would burn out.
It must never touch a picture that is not marked HLG or PQ.
"""

from __future__ import annotations

from functools import cache

import av
import cv2
import numpy as np
import numpy.typing as npt

__all__ = ["CURVE_VERSION", "is_hdr", "to_standard_range"]

CURVE_VERSION = 1
_PQ, _HLG = 16, 18
_WHITE = 203.0
_HLG_PEAK = 1000.0
_SHOULDER = 0.45
_WHITE_SHOWN = 0.75

# BT.2020 to BT.709 primaries, linear light (BT.2087-0).
_GAMUT = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], dtype=np.float32
)


def is_hdr(frame: av.VideoFrame) -> bool:
    """Whether the frame is marked HLG or PQ."""
    return frame.color_trc in (_PQ, _HLG)


def to_standard_range(rgb: npt.NDArray[np.uint8], frame: av.VideoFrame) -> npt.NDArray[np.uint8]:
    """(H, W, 3) uint8 as coded in BT.2100 to (H, W, 3) uint8 in BT.709."""
    coded = cv2.LUT(rgb, _table(frame.color_trc))
    # The matrix acts on coded values: not exact, but neutral greys stay neutral and it costs one pass.
    return np.asarray(cv2.transform(coded, _GAMUT), dtype=np.uint8)


@cache
def _table(transfer: int) -> npt.NDArray[np.uint8]:
    signal = np.linspace(0.0, 1.0, 256)
    light = _pq_light(signal) if transfer == _PQ else _hlg_light(signal)
    shown = _shoulder(light / _WHITE * _WHITE_SHOWN)
    # Light as it leaves the screen, so the screen's own curve is taken back (ITU-R BT.1886), not the camera's.
    coded = np.power(shown, 1 / 2.4)
    return np.asarray(np.clip(np.rint(coded * 255), 0, 255), dtype=np.uint8)


def _shoulder(light: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Linear to the shoulder, then ever flatter towards 1."""
    room = 1 - _SHOULDER
    over = np.maximum(light - _SHOULDER, 0) / room
    return np.asarray(np.where(light <= _SHOULDER, light, _SHOULDER + room * (over / (1 + over))))


def _pq_light(signal: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    m1, m2 = 2610 / 16384, 2523 / 4096 * 128
    c1, c2, c3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
    powered = np.power(signal, 1 / m2)
    return np.asarray(10_000 * np.power(np.maximum(powered - c1, 0) / (c2 - c3 * powered), 1 / m1))


def _hlg_light(signal: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    return np.asarray(_HLG_PEAK * np.power(scene, 1.2))
