"""Focus corners: four corners close in on what lies between, and breathe."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.6)
def _draw(board: Board, settings: Settings) -> None:
    far = 0.74 + 0.1 * board.swing(1.0)
    for across, down in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        path = outline.polygon(
            [
                (across * far, down * (far - 0.32)),
                (across * far, down * far),
                (across * (far - 0.32), down * far),
                (across * far, down * far),
            ]
        )
        board.line(path, settings["colour"], 0.075, edge="#14161c", rim=0.025)
    board.fill(outline.circle((0, 0), 0.05 + 0.015 * board.swing(1.0)), settings["colour"], edge="#14161c", width=0.025)


EFFECT = Effect(
    id="sticker_focus",
    name="Focus corners",
    kind="sticker",
    group="marks",
    apply=_draw,
    params=(
        colour_param("#c6ee62"),
        speed_param(),
    ),
)
