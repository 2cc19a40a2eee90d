"""Tap: a finger tip presses, rings spread from it."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, pulse, quick_out, span, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(1.5)
def _draw(board: Board, settings: Settings) -> None:
    press = pulse(span(board.phase, 0.05, 0.5))
    for shift in (0.0, 0.16):
        gone = span(board.phase, 0.25 + shift, 0.85 + shift)
        if 0 < gone < 1:
            with board.moved((-0.1, -0.25), strength=1 - gone):
                board.line(
                    outline.circle((0, 0), 0.12 + 0.5 * quick_out(gone)),
                    settings["colour"],
                    0.07,
                    edge="#ffffff",
                    rim=0.02,
                )
    with board.moved((0.05 - 0.06 * press, 0.05 - 0.1 * press), turn=-24, scale=1 - 0.06 * press):
        hand = (
            outline.box((0, 0.1), 0.26, 0.9, 0.13)
            .united(outline.box((0.1, 0.62), 0.66, 0.5, 0.2))
            .united(outline.box((-0.24, 0.52), 0.22, 0.5, 0.11))
        )
        board.fill(hand, "#ffffff", edge="#14161c", width=0.045)
        board.fill(outline.box((0, -0.22), 0.14, 0.17, 0.07), tinted(settings["colour"], 0.45))
        for x in (0.06, 0.24):
            board.line(outline.curve([(x, 0.42), (x, 0.42), (x, 0.58), (x, 0.58)]), "#14161c", 0.035)


EFFECT = Effect(
    id="sticker_tap",
    name="Tap",
    kind="sticker",
    group="pointers",
    apply=_draw,
    params=(
        colour_param("#41c7d9"),
        speed_param(),
    ),
)
