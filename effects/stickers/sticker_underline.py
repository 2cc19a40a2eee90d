"""Scribbled line: a pen goes back and forth beneath a word."""

from __future__ import annotations

from math import floor

from studio.effect import Effect, Settings
from studio.painting import colour_param, smooth, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(3.0)
def _draw(board: Board, settings: Settings) -> None:
    boil = 0.012 * (floor(board.phase * 12) % 3 - 1)
    line = outline.curve(
        [
            (-0.9, -0.06),
            (0.0, -0.12 + boil),
            (0.88, -0.08),
            (0.1, 0.04),
            (-0.66, 0.1 + boil),
            (0.05, 0.1),
            (0.6, 0.16 - boil),
            (0.2, 0.22),
        ]
    )
    reach = smooth(span(board.phase, 0.0, 0.25))
    if reach > 0.01:
        with board.moved(strength=1 - span(board.phase, 0.93, 1.0)):
            board.line(outline.part(line, 0, reach), settings["colour"], 0.09)


EFFECT = Effect(
    id="sticker_underline",
    name="Scribbled line",
    kind="sticker",
    group="marks",
    apply=_draw,
    params=(
        colour_param("#ffe14a"),
        speed_param(),
    ),
)
