"""Equaliser: bars go up and down as if music played."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(2.0)
def _draw(board: Board, settings: Settings) -> None:
    for number in range(7):
        high = 0.42 + 0.3 * board.swing(1.0 + number % 3, number * 0.17) + 0.18 * board.swing(4.0, number * 0.31)
        with board.moved((-0.72 + 0.24 * number, 0)):
            board.fill(
                outline.box((0, 0), 0.13, 2 * max(0.09, high), 0.065),
                tinted(settings["colour"], -0.25 + 0.11 * number),
                edge="#14161c",
                width=0.03,
            )


EFFECT = Effect(
    id="sticker_equaliser",
    name="Equaliser",
    kind="sticker",
    group="labels",
    apply=_draw,
    params=(
        colour_param("#41c7d9"),
        speed_param(),
    ),
)
