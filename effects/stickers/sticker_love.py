"""In love: eyes that are beating hearts."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, pulse, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.2)
def _draw(board: Board, settings: Settings) -> None:
    beat = pulse(span(board.phase, 0.0, 0.25)) + 0.6 * pulse(span(board.phase, 0.27, 0.55))
    with board.moved(turn=4 * board.swing(1.0)):
        board.fill(outline.circle((0, 0), 0.78), settings["colour"], edge="#ffffff", width=0.08)
        for x in (-0.32, 0.32):
            with board.moved((x, -0.16), scale=0.25 * (1 + 0.25 * beat)):
                board.fill(outline.heart(), "#ff2d55", edge="#ffffff", width=0.08)
        mouth = outline.curve(
            [(-0.38, 0.2), (0, 0.26), (0.38, 0.2), (0.24, 0.46), (0, 0.54), (-0.24, 0.46), (-0.38, 0.2)]
        )
        board.fill(mouth, "#6b1a1a")


EFFECT = Effect(
    id="sticker_love",
    name="In love",
    kind="sticker",
    group="faces",
    apply=_draw,
    params=(
        colour_param("#ffd23f"),
        speed_param(),
    ),
)
