"""Confetti: it bursts from the middle and falls."""

from __future__ import annotations

from math import cos, pi, sin

from studio.effect import Effect, Settings
from studio.painting import colour_param, quick_out, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(2.2)
def _draw(board: Board, settings: Settings) -> None:
    for number in range(46):
        angle, far = number * 2.399, 0.2 + 0.85 * ((number * 0.7549) % 1.0)
        gone = span(board.phase, 0.02, 0.95)
        out = quick_out(gone) * far
        x, y = out * cos(angle), out * sin(angle) * 0.85 + 0.75 * gone * gone - 0.1
        colour = (settings["colour"], "#ffe14a", "#41c7d9", "#2fbf71", "#9b6bff")[number % 5]
        flip = abs(sin(2 * pi * (2 * gone + number / 9))) + 0.12
        with board.moved(
            (x, y), turn=720 * gone + 40 * number, scale=(1, flip), strength=min(1.0, 12 * gone, 3.5 * (1 - gone))
        ):
            board.fill(outline.box((0, 0), 0.15, 0.1) if number % 3 else outline.circle((0, 0), 0.065), colour)


EFFECT = Effect(
    id="sticker_confetti_burst",
    name="Confetti",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#ff3b5c"),
        speed_param(),
    ),
)
