"""Drawn arrow: a pen draws a curved arrow, which then trembles a little."""

from __future__ import annotations

from math import floor

from studio.effect import Effect, Settings
from studio.painting import back_out, colour_param, smooth, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(3.0)
def _draw(board: Board, settings: Settings) -> None:
    boil = 0.012 * (floor(board.phase * 12) % 3 - 1)
    line = outline.curve(
        [
            (-0.75, -0.55),
            (-0.25, -0.62 + boil),
            (0.1, -0.2),
            (-0.22, 0.12 + boil),
            (-0.3, -0.25),
            (0.2, -0.05),
            (0.55, 0.62),
        ]
    )
    reach = smooth(span(board.phase, 0.0, 0.22)) * (1 - span(board.phase, 0.96, 1.0))
    if reach <= 0.01:
        return
    strength = 1 - span(board.phase, 0.9, 0.96)
    with board.moved(strength=strength):
        board.line(outline.part(line, 0, reach), settings["colour"], 0.1, edge="#14161c", rim=0.03)
        head = back_out(span(board.phase, 0.2, 0.28))
        if head > 0:
            for end in ((0.12 - boil, 0.5), (0.68, 0.2 + boil)):
                tip = outline.curve([(0.55, 0.62), (0.55 + (end[0] - 0.55) * head, 0.62 + (end[1] - 0.62) * head)])
                board.line(tip, settings["colour"], 0.1, edge="#14161c", rim=0.03)
        board.line(outline.part(line, 0, reach), settings["colour"], 0.1)


EFFECT = Effect(
    id="sticker_curved_arrow",
    name="Drawn arrow",
    kind="sticker",
    group="pointers",
    apply=_draw,
    params=(
        colour_param("#ffffff"),
        speed_param(),
    ),
)
