"""Chroma key: what has that colour becomes clear, and its shine on the rest is taken off."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, rgb

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    key = cv2.cvtColor(np.array([[rgb(settings["colour"])]], np.uint8), cv2.COLOR_RGB2YCrCb)[0, 0].astype(np.float32)
    hue = cv2.cvtColor(np.ascontiguousarray(picture[..., :3]), cv2.COLOR_RGB2YCrCb)
    far = cv2.magnitude(hue[..., 1].astype(np.float32) - key[1], hue[..., 2].astype(np.float32) - key[2])
    reach = np.float32(amount * 110)
    stays = (far - reach) / np.float32(1 + settings["softness"] * 0.6)
    colours = picture.copy()
    # The screen's colour on hair and edges: its strongest channel is held down to the others.
    channel = int(np.argmax(rgb(settings["colour"])))
    others = [colours[..., number] for number in range(3) if number != channel]
    held = cv2.max(np.ascontiguousarray(others[0]), np.ascontiguousarray(others[1]))
    near = np.clip(1 - (far - reach) / np.float32(60), 0, 1) * np.float32(settings["spill"] / 100)
    own = colours[..., channel].astype(np.float32)
    colours[..., channel] = own - np.maximum(own - held, 0) * near
    return mixed(np.zeros_like(colours), colours, stays)


EFFECT = Effect(
    id="chroma_key",
    name="Chroma key",
    kind="picture",
    group="keys",
    apply=_apply,
    clears=True,
    params=(
        amount_param("Reach"),
        Param(key="colour", name="Colour", type="colour", default="#00B140"),
        Param(key="softness", name="Softness", default=25.0, low=0.0, high=100.0, unit="%"),
        Param(key="spill", name="Spill", default=80.0, low=0.0, high=100.0, unit="%"),
    ),
)
