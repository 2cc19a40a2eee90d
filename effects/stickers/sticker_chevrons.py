"""Running chevrons: three of them light up one after the other."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.2)
def _draw(board: Board, settings: Settings) -> None:
    for number in range(3):
        light = max(0.0, 1 - 3 * abs((board.phase - number / 3 + 0.5) % 1.0 - 0.5))
        x = -0.52 + 0.42 * number
        path = outline.polygon([(x, -0.42), (x + 0.36, 0), (x, 0.42), (x + 0.36, 0)])
        with board.moved((0.04 * light, 0), strength=0.35 + 0.65 * light):
            board.line(path, settings["colour"], 0.15, edge="#14161c", rim=0.035)


EFFECT = Effect(
    id="sticker_chevrons",
    name="Running chevrons",
    kind="sticker",
    group="pointers",
    apply=_draw,
    params=(
        colour_param("#ffe14a"),
        speed_param(),
    ),
)
