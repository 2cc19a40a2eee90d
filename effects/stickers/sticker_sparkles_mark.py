"""Sparkles: four-pointed lights come and go in turn."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param
from studio.painting.vector import Board, outline, ring_of, sticker

__all__ = ["EFFECT"]


@sticker(2.0)
def _draw(board: Board, settings: Settings) -> None:
    for number, (x, y, size) in enumerate(
        ((-0.3, 0.12, 0.56), (0.45, -0.42, 0.38), (0.42, 0.5, 0.28), (-0.5, -0.58, 0.22))
    ):
        light = 0.5 + 0.5 * sin(2 * pi * (board.phase + number * 0.27))
        reach = size * (0.25 + 0.75 * light)
        points = ring_of(4, reach, other=0.24 * reach)
        with board.moved((x, y), turn=10 * sin(2 * pi * (board.phase + number * 0.27)), strength=0.25 + 0.75 * light):
            board.fill(outline.polygon(points, round_by=0.03), settings["colour"], edge="#ffffff", width=0.035)


EFFECT = Effect(
    id="sticker_sparkles_mark",
    name="Sparkles",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#ffe14a"),
        speed_param(),
    ),
)
