"""Bell: it rings, and a red dot comes."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Settings
from studio.painting import back_out, colour_param, span, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(1.8)
def _draw(board: Board, settings: Settings) -> None:
    ring = sin(2 * pi * 5 * board.phase) * (1 - span(board.phase, 0.15, 0.7)) * span(board.phase, 0.0, 0.06)
    with board.moved((0, -0.62), turn=22 * ring):
        with board.moved((0.1 * ring, 1.08)):
            board.fill(outline.circle((0, 0), 0.16), tinted(settings["colour"], -0.25), edge="#ffffff", width=0.055)
        bell = outline.polygon(
            [
                (-0.1, -0.02),
                (0.1, -0.02),
                (0.36, 0.16),
                (0.44, 0.6),
                (0.62, 0.9),
                (-0.62, 0.9),
                (-0.44, 0.6),
                (-0.36, 0.16),
            ],
            round_by=0.09,
        )
        board.fill(bell, settings["colour"], edge="#ffffff", width=0.07)
        board.line(outline.curve([(-0.24, 0.3), (-0.28, 0.45), (-0.3, 0.6)]), tinted(settings["colour"], 0.6), 0.07)
    dot = back_out(span(board.phase, 0.3, 0.42)) * (1 - span(board.phase, 0.94, 1.0))
    if dot > 0.01:
        board.fill(outline.circle((0.46, -0.46), 0.2 * dot), "#ff3b30", edge="#ffffff", width=0.05)


EFFECT = Effect(
    id="sticker_bell",
    name="Bell",
    kind="sticker",
    group="labels",
    apply=_draw,
    params=(
        colour_param("#ffc53d"),
        speed_param(),
    ),
)
