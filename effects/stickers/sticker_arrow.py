"""Arrow: it points to the right and nudges there."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.0)
def _draw(board: Board, settings: Settings) -> None:
    push = 0.14 * (1 - abs(board.swing(0.5)))
    shape = outline.polygon(
        [(-0.7, -0.17), (0.02, -0.17), (0.02, -0.48), (0.66, 0), (0.02, 0.48), (0.02, 0.17), (-0.7, 0.17)],
        round_by=0.07,
    )
    with board.moved((push - 0.05, 0), scale=(1 + 0.5 * push, 1 - 0.3 * push)):
        board.fill(shape, settings["colour"], edge="#ffffff", width=0.075)


EFFECT = Effect(
    id="sticker_arrow",
    name="Arrow",
    kind="sticker",
    group="pointers",
    apply=_draw,
    params=(
        colour_param("#ff3b5c"),
        speed_param(),
    ),
)
