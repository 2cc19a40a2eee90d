"""Button: a pointer presses it and it changes its colour."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import back_out, colour_param, pulse, smooth, span, speed_param, words_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(2.6)
def _draw(board: Board, settings: Settings) -> None:
    press = pulse(span(board.phase, 0.36, 0.52))
    done = span(board.phase, 0.44, 0.5) * (1 - span(board.phase, 0.94, 1.0))
    with board.moved((0, -0.08), scale=1 - 0.08 * press):
        board.fill(outline.box((0, 0), 1.7, 0.6, 0.3), settings["colour"], edge="#ffffff", width=0.06)
        with board.moved(strength=done):
            board.fill(outline.box((0, 0), 1.7, 0.6, 0.3), "#3a3f47")
        with board.moved(strength=1 - done):
            board.words(settings["words"], "#ffffff", room=(1.3, 0.32))
        if done > 0.01:
            tick = outline.polygon([(-0.16, 0.02), (-0.04, 0.14), (0.18, -0.12), (-0.04, 0.14)])
            with board.moved(scale=back_out(done)):
                board.line(tick, "#ffffff", 0.09)
    near = smooth(span(board.phase, 0.1, 0.36)) * (1 - smooth(span(board.phase, 0.6, 0.9)))
    with board.moved((0.62 - 0.27 * near, 0.42 - 0.27 * near), scale=0.62 * (1 - 0.15 * press)):
        pointer = outline.polygon(
            [(0, 0), (0, 0.72), (0.17, 0.56), (0.28, 0.8), (0.4, 0.74), (0.29, 0.51), (0.52, 0.51)], round_by=0.03
        )
        board.fill(pointer, "#ffffff", edge="#14161c", width=0.05)


EFFECT = Effect(
    id="sticker_button",
    name="Button",
    kind="sticker",
    group="labels",
    apply=_draw,
    params=(
        colour_param("#ff2d55"),
        words_param("Follow"),
        speed_param(),
    ),
)
