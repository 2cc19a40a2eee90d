"""Tick: a disc pops up and a tick is drawn in it."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import back_out, colour_param, quick_in, smooth, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(2.4)
def _draw(board: Board, settings: Settings) -> None:
    grown = back_out(span(board.phase, 0.0, 0.14)) * (1 - quick_in(span(board.phase, 0.93, 1.0)))
    if grown <= 0.01:
        return
    with board.moved(scale=grown):
        board.fill(outline.circle((0, 0), 0.72), settings["colour"], edge="#ffffff", width=0.09)
        reach = smooth(span(board.phase, 0.12, 0.3))
        path = outline.polygon([(-0.34, 0.04), (-0.1, 0.28), (0.36, -0.24), (-0.1, 0.28)])
        if reach > 0.01:
            board.line(outline.part(path, 0, 0.5 * reach), "#ffffff", 0.16)


EFFECT = Effect(
    id="sticker_tick",
    name="Tick",
    kind="sticker",
    group="marks",
    apply=_draw,
    params=(
        colour_param("#2fbf71"),
        speed_param(),
    ),
)
