"""Drawn circle: a pen circles what lies beneath, twice round."""

from __future__ import annotations

from math import cos, floor, sin

from studio.effect import Effect, Settings
from studio.painting import colour_param, smooth, span, speed_param
from studio.painting.vector import Board, Point, outline, sticker

__all__ = ["EFFECT"]


@sticker(3.0)
def _draw(board: Board, settings: Settings) -> None:
    boil = 0.012 * (floor(board.phase * 12) % 3 - 1)
    points: list[Point] = []
    for number in range(23):
        angle = -2.2 + number * 0.6
        far = 0.78 + 0.003 * number + boil * sin(3 * angle)
        points.append((far * cos(angle), 0.66 / 0.78 * far * sin(angle) + 0.02 * sin(number)))
    reach = smooth(span(board.phase, 0.0, 0.3))
    if reach > 0.01:
        with board.moved(strength=1 - span(board.phase, 0.93, 1.0)):
            board.line(outline.part(outline.curve(points), 0, reach), settings["colour"], 0.07)


EFFECT = Effect(
    id="sticker_circle_mark",
    name="Drawn circle",
    kind="sticker",
    group="marks",
    apply=_draw,
    params=(
        colour_param("#ff3b5c"),
        speed_param(),
    ),
)
