"""Comic burst: a spiky cloud with a word that jumps out."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, pulse, span, speed_param, words_param
from studio.painting.vector import Board, outline, ring_of, sticker

__all__ = ["EFFECT"]


@sticker(1.6)
def _draw(board: Board, settings: Settings) -> None:
    jump = 1 + 0.08 * pulse(span(board.phase, 0.0, 0.3))
    with board.moved(turn=4 * board.swing(1.0), scale=jump):
        for reach, colour in ((0.92, "#14161c"), (0.84, "#ff3b30"), (0.68, settings["colour"])):
            points = [
                (x * (1 + 0.08 * (number % 3)), 0.8 * y * (1 + 0.08 * (number % 3)))
                for number, (x, y) in enumerate(ring_of(13, reach, other=0.68 * reach))
            ]
            board.fill(outline.polygon([(0.93 * x, 0.93 * y) for x, y in points]), colour)
    with board.moved(turn=-8 + 3 * board.swing(2.0), scale=jump):
        board.words(settings["words"], "#ffffff", room=(1.0, 0.42), edge="#14161c", width=0.055, weight=900)


EFFECT = Effect(
    id="sticker_burst",
    name="Comic burst",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#ffe14a"),
        words_param("WOW!"),
        speed_param(),
    ),
)
