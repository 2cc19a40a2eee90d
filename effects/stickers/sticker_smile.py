"""Smile: a face that nods and blinks."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, pulse, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(2.4)
def _draw(board: Board, settings: Settings) -> None:
    with board.moved((0, 0.03 * board.swing(2.0)), turn=5 * board.swing(1.0)):
        board.fill(outline.circle((0, 0), 0.78), settings["colour"], edge="#ffffff", width=0.08)
        open_by = 1 - pulse(span(board.phase, 0.55, 0.65))
        for x in (-0.28, 0.28):
            board.fill(outline.circle((x, -0.16), 0.09, max(0.02, 0.14 * open_by)), "#3b2410")
            board.fill(outline.circle((x * 1.75, 0.16), 0.12, 0.08), "#ff8a6680")
        board.line(outline.curve([(-0.36, 0.22), (-0.2, 0.4), (0, 0.46), (0.2, 0.4), (0.36, 0.22)]), "#3b2410", 0.085)


EFFECT = Effect(
    id="sticker_smile",
    name="Smile",
    kind="sticker",
    group="faces",
    apply=_draw,
    params=(
        colour_param("#ffd23f"),
        speed_param(),
    ),
)
