"""Lightning: it strikes, shivers and glows."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Settings
from studio.painting import colour_param, quick_out, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.6)
def _draw(board: Board, settings: Settings) -> None:
    strike = quick_out(span(board.phase, 0.0, 0.12)) * (1 - span(board.phase, 0.94, 1.0))
    shiver = 0.03 * sin(2 * pi * 14 * board.phase) * (1 - span(board.phase, 0.1, 0.5))
    if strike <= 0.01:
        return
    bolt = outline.polygon(
        [(0.16, -0.84), (-0.46, 0.12), (-0.06, 0.12), (-0.2, 0.84), (0.46, -0.18), (0.06, -0.18), (0.34, -0.84)],
        round_by=0.035,
    )
    with board.moved((shiver, -0.4 * (1 - strike)), strength=strike, scale=1 + 0.03 * board.swing(3.0)):
        board.fill(bolt, settings["colour"], edge="#ffffff", width=0.08)


EFFECT = Effect(
    id="sticker_lightning",
    name="Lightning",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#ffd60a"),
        speed_param(),
    ),
)
