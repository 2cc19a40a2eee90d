"""Rising hearts: they come from below, sway and fade."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Settings
from studio.painting import back_out, colour_param, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(3.0)
def _draw(board: Board, settings: Settings) -> None:
    for number in range(9):
        gone = (board.phase + number * 0.618) % 1.0
        x = 0.62 * (2 * ((number * 0.7549) % 1.0) - 1) + 0.1 * sin(2 * pi * (gone + number / 9))
        size = 0.13 + 0.1 * ((number * 7) % 5) / 4
        with board.moved(
            (x, 0.85 - 1.7 * gone),
            turn=14 * sin(2 * pi * (gone + number / 5)),
            scale=size * back_out(min(1.0, 5 * gone)),
            strength=min(1.0, 3 * (1 - gone)),
        ):
            board.fill(outline.heart(), tinted(settings["colour"], (number % 3 - 1) * 0.22), edge="#ffffff", width=0.14)


EFFECT = Effect(
    id="sticker_hearts",
    name="Rising hearts",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#ff2d55"),
        speed_param(),
    ),
)
