"""Star: it turns to and fro and shines."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param
from studio.painting.vector import Board, outline, ring_of, sticker, tinted

__all__ = ["EFFECT"]


@sticker(2.0)
def _draw(board: Board, settings: Settings) -> None:
    for number in range(8):
        light = 0.5 + 0.5 * sin(2 * pi * (board.phase * 2 + number / 4))
        with board.moved(turn=45 * number + 22.5):
            board.line(
                outline.curve([(0, -0.8), (0, -0.8), (0, -0.84 - 0.08 * light), (0, -0.84 - 0.08 * light)]),
                settings["colour"],
                0.06,
            )
    with board.moved(turn=12 * board.swing(1.0), scale=1 + 0.05 * board.swing(2.0)):
        board.fill(
            outline.polygon(ring_of(5, 0.6, other=0.28), round_by=0.07), settings["colour"], edge="#ffffff", width=0.07
        )
        board.fill(outline.circle((-0.15, -0.2), 0.1, 0.06), tinted(settings["colour"], 0.65))


EFFECT = Effect(
    id="sticker_star",
    name="Star",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#ffc53d"),
        speed_param(),
    ),
)
