"""Adjust: the eight sliders every picture wants."""

from __future__ import annotations

import numpy as np

from studio.effect import Colours, Effect, Param, Settings

__all__ = ["EFFECT"]

_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""BT.709 weights."""


def _amount(settings: Settings, key: str) -> float:
    return float(settings[key]) / 100


def _tone(colours: Colours, settings: Settings) -> Colours:
    """Exposure, contrast, highlights and shadows: how light each colour is."""
    exposure, contrast = _amount(settings, "exposure"), _amount(settings, "contrast")
    highlights, shadows = _amount(settings, "highlights"), _amount(settings, "shadows")
    if exposure:
        # At most one and a half stops, bent so that white is reached softly instead of being cut off.
        gain = 2.0 ** (1.5 * exposure / 2.2)
        if gain > 1:
            colours = colours / (1 + np.clip(colours, 0, 1) ** 2 * np.float32(gain - 1))
        colours = colours * np.float32(gain)
    if contrast:
        # Around middle grey; steeper than a line would clip, so positive contrast is an S.
        if contrast > 0:
            bent = colours * colours * (3 - 2 * colours)
            colours = colours + np.float32(contrast) * (bent - colours)
        else:
            colours = np.float32(0.5) + (colours - np.float32(0.5)) * np.float32(1 + 0.7 * contrast)
    if highlights or shadows:
        luma = np.clip(colours @ _LUMA, np.float32(0), np.float32(1))[:, None]
        dark = (1 - luma) ** 2
        lift = np.float32(0.9 * shadows) * dark + np.float32(0.9 * highlights) * luma * (1 - luma)
        colours = colours + luma * lift
    return np.asarray(colours, np.float32)


def _tint(colours: Colours, settings: Settings) -> Colours:
    """Temperature, tint and saturation: which colour it is. Greys change, lightness stays."""
    temperature, tint = _amount(settings, "temperature"), _amount(settings, "tint")
    saturation = _amount(settings, "saturation")
    if temperature or tint:
        gains = np.array([1 + 0.25 * temperature + 0.1 * tint, 1 - 0.2 * tint, 1 - 0.3 * temperature + 0.1 * tint])
        colours = colours * (gains / (gains @ _LUMA)).astype(np.float32)
    if saturation:
        luma = (colours @ _LUMA)[:, None]
        colours = np.asarray(luma + (colours - luma) * np.float32(1 + saturation), np.float32)
    return np.asarray(colours, np.float32)


def _apply(colours: Colours, settings: Settings) -> Colours:
    colours = _tint(_tone(colours, settings), settings)
    fade = _amount(settings, "fade")
    if fade:
        # Black lifts and white dims a little, like a print left in the sun.
        colours = colours * np.float32(1 - 0.28 * fade) + np.float32(0.16 * fade)
    return colours


def _slider(key: str, name: str, low: float = -100.0) -> Param:
    return Param(key=key, name=name, low=low, high=100.0, unit="%")


EFFECT = Effect(
    id="adjust",
    name="Adjust",
    kind="colour",
    group="adjust",
    apply=_apply,
    params=(
        _slider("exposure", "Exposure"),
        _slider("contrast", "Contrast"),
        _slider("highlights", "Highlights"),
        _slider("shadows", "Shadows"),
        _slider("temperature", "Temperature"),
        _slider("tint", "Tint"),
        _slider("saturation", "Saturation"),
        _slider("fade", "Fade", low=0.0),
    ),
)
