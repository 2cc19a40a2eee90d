"""VHS: washed colours that run, lines that tremble, a band of noise that climbs."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, bent, from_nothing, grid, mixed, screened, speckle

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    hue = cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb)
    run = max(1, round(0.022 * width * amount))
    hue[..., 1:] = np.roll(cv2.blur(hue[..., 1:], (2 * run + 1, 3), borderType=cv2.BORDER_REFLECT), run // 2, axis=1)
    rng = np.random.default_rng(int(moment.time * moment.rate) % 997)
    light = hue[..., 0]
    light = cv2.addWeighted(light, 1 + 0.8 * amount, cv2.blur(light, (max(1, run // 2), 1)), -0.8 * amount, 0)
    hue[..., 0] = light
    washed = np.asarray(cv2.cvtColor(hue, cv2.COLOR_YCrCb2RGB, dstCn=4), np.uint8)
    washed[..., 3] = picture[..., 3]
    x, y = grid(height, width)
    tremble = np.repeat(rng.normal(0, 0.0025, -(-height // 4)).astype(np.float32), 4)[:height, None] * np.float32(
        amount
    )
    band = (1.4 - moment.time * 0.35 % 1.4) * 2 - 1.4
    # All that moves here moves by whole lines.
    down = y[:, :1]
    bar = np.exp(-np.square((down - np.float32(band)) / np.float32(0.05)))
    shown = bent(washed, x + (tremble + bar * np.float32(0.05 * amount) * np.sin(down * 90)), y)
    # Beyond the band the noise is less than a level.
    rows = np.flatnonzero(bar[:, 0] * amount > np.float32(0.002))
    if not len(rows):
        return shown
    here = slice(int(rows[0]), int(rows[-1]) + 1)
    snow = (speckle(max(1, height // 3), max(1, width // 12), 31) > 0.82).astype(np.uint8) * 255
    flakes = cv2.resize(
        np.roll(snow, int(rng.integers(width)), axis=1), (width, height), interpolation=cv2.INTER_NEAREST
    )[here]
    noisy = screened(shown[here], np.asarray(cv2.merge((flakes, flakes, flakes, np.zeros_like(flakes))), np.uint8))
    shown[here] = mixed(shown[here], noisy, np.repeat(bar[here] * np.float32(0.7 * amount), width, axis=1))
    return shown


EFFECT = Effect(
    id="vhs",
    name="VHS",
    kind="picture",
    group="broken",
    apply=_apply,
    params=(amount_param(),),
)
