"""Fire: a flame that licks."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(1.2)
def _draw(board: Board, settings: Settings) -> None:
    for colour, size, lift, shift in (
        (settings["colour"], 1.0, 0.0, 0.0),
        (tinted(settings["colour"], 0.35), 0.68, 0.24, 0.3),
        ("#fff3b0", 0.36, 0.46, 0.6),
    ):
        lick, sway = 0.1 * board.swing(1.0, shift), 0.07 * board.swing(2.0, shift)
        points = [
            (0.0, 0.8),
            (-0.5, 0.56),
            (-0.56, 0.06),
            (-0.3 + sway, -0.26),
            (-0.22 + sway, -0.1),
            (0.02 + 2 * sway, -0.86 - lick),
            (0.22, -0.34),
            (0.4 - sway, -0.4 + lick),
            (0.58, 0.1),
            (0.5, 0.56),
        ]
        with board.moved((0, lift), scale=size):
            board.fill(outline.curve([*points, points[0]]), colour, edge="#ffffff" if size == 1 else "", width=0.07)


EFFECT = Effect(
    id="sticker_fire",
    name="Fire",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#ff7a1a"),
        speed_param(),
    ),
)
