"""Crying: tears run down."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import back_out, colour_param, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.4)
def _draw(board: Board, settings: Settings) -> None:
    with board.moved((0, 0.02 * board.swing(2.0))):
        board.fill(outline.circle((0, 0), 0.78), settings["colour"], edge="#ffffff", width=0.08)
        for x in (-0.3, 0.3):
            board.fill(outline.circle((x, -0.12), 0.09, 0.11), "#3b2410")
            side = 1 if x > 0 else -1
            board.line(outline.curve([(x + side * 0.16, -0.32), (x, -0.4), (x - side * 0.12, -0.48)]), "#3b2410", 0.06)
            for shift in (0.0, 0.5):
                gone = (board.phase + shift + 0.2 * side) % 1.0
                with board.moved(
                    (x, 0.06 + 0.62 * gone), scale=back_out(min(1.0, 4 * gone)), strength=min(1.0, 4 * (1 - gone))
                ):
                    board.fill(outline.drop((0, 0), 0.12), "#53b8ff", edge="#ffffff", width=0.02)
        board.line(outline.curve([(-0.26, 0.46), (0, 0.32 + 0.02 * board.swing(2.0)), (0.26, 0.46)]), "#3b2410", 0.085)


EFFECT = Effect(
    id="sticker_cry",
    name="Crying",
    kind="sticker",
    group="faces",
    apply=_draw,
    params=(
        colour_param("#ffd23f"),
        speed_param(),
    ),
)
