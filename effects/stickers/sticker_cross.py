"""Crossed out: two strokes, one after the other."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, quick_out, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(2.4)
def _draw(board: Board, settings: Settings) -> None:
    with board.moved(strength=1 - span(board.phase, 0.92, 1.0), turn=2 * board.swing(2.0)):
        for start, ends in ((0.0, ((-0.6, -0.6), (0.6, 0.6))), (0.12, ((0.6, -0.62), (-0.58, 0.6)))):
            reach = quick_out(span(board.phase, start, start + 0.12))
            if reach > 0.01:
                (left, top), (right, bottom) = ends
                line = outline.curve([(left, top), (0.06, 0.02), (right, bottom)])
                board.line(outline.part(line, 0, reach), settings["colour"], 0.2, edge="#ffffff", rim=0.06)


EFFECT = Effect(
    id="sticker_cross",
    name="Crossed out",
    kind="sticker",
    group="marks",
    apply=_draw,
    params=(
        colour_param("#ff3b30"),
        speed_param(),
    ),
)
