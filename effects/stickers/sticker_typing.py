"""Typing: three dots hop in a bubble."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, pulse, span, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(1.2)
def _draw(board: Board, settings: Settings) -> None:
    tail = outline.circle((-0.62, 0.52), 0.13).united(outline.circle((-0.8, 0.72), 0.07))
    board.fill(outline.box((0, 0), 1.6, 0.86, 0.43).united(tail), settings["colour"], edge="#14161c", width=0.04)
    for number in range(3):
        hop = pulse(span((board.phase - number * 0.14) % 1.0, 0.0, 0.4))
        board.fill(outline.circle((-0.4 + 0.4 * number, 0.04 - 0.18 * hop), 0.13), tinted("#14161c", 0.55 - 0.5 * hop))


EFFECT = Effect(
    id="sticker_typing",
    name="Typing",
    kind="sticker",
    group="labels",
    apply=_draw,
    params=(
        colour_param("#ffffff"),
        speed_param(),
    ),
)
