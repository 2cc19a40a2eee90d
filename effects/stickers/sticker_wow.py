"""Astonished: eyes and mouth grow wide."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, smooth, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(2.0)
def _draw(board: Board, settings: Settings) -> None:
    wide = smooth(0.5 + 0.5 * board.swing(1.0))
    with board.moved((0, -0.03 * wide), scale=1 + 0.03 * wide):
        board.fill(outline.circle((0, 0), 0.78), settings["colour"], edge="#ffffff", width=0.08)
        for x in (-0.3, 0.3):
            board.fill(outline.circle((x, -0.16), 0.16 + 0.03 * wide), "#ffffff")
            board.fill(outline.circle((x, -0.16), 0.09), "#3b2410")
            board.line(
                outline.curve(
                    [(x - 0.14, -0.42 - 0.08 * wide), (x, -0.5 - 0.08 * wide), (x + 0.14, -0.42 - 0.08 * wide)]
                ),
                "#3b2410",
                0.06,
            )
        board.fill(outline.circle((0, 0.36), 0.15 + 0.05 * wide, 0.14 + 0.12 * wide), "#6b1a1a")


EFFECT = Effect(
    id="sticker_wow",
    name="Astonished",
    kind="sticker",
    group="faces",
    apply=_draw,
    params=(
        colour_param("#ffd23f"),
        speed_param(),
    ),
)
