"""Notes: they dance upwards."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Settings
from studio.painting import back_out, colour_param, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(2.4)
def _draw(board: Board, settings: Settings) -> None:
    for number in range(4):
        gone = (board.phase + number / 4) % 1.0
        x = (-0.5, 0.3, -0.1, 0.55)[number] + 0.12 * sin(2 * pi * (gone + number / 4))
        with board.moved(
            (x, 0.75 - 1.4 * gone),
            turn=16 * sin(2 * pi * (gone * 2 + number / 3)),
            scale=back_out(min(1.0, 4 * gone)),
            strength=min(1.0, 3 * (1 - gone)),
        ):
            note = outline.circle((-0.1, 0.12), 0.13, 0.1).united(outline.box((0.005, -0.12), 0.05, 0.5))
            if number % 2:
                note = (
                    note.united(outline.circle((0.24, 0.08), 0.13, 0.1))
                    .united(outline.box((0.345, -0.14), 0.05, 0.46))
                    .united(outline.box((0.175, -0.34), 0.39, 0.1))
                )
            else:
                note = note.united(
                    outline.polygon([(0.0, -0.37), (0.2, -0.22), (0.22, -0.02), (0.12, -0.14), (0.0, -0.2)])
                )
            board.fill(note, tinted(settings["colour"], (number - 1.5) * 0.16), edge="#ffffff", width=0.05)


EFFECT = Effect(
    id="sticker_notes",
    name="Notes",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#9b6bff"),
        speed_param(),
    ),
)
