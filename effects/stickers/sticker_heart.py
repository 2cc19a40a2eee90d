"""Heart: it beats twice and rests."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, pulse, span, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(1.2)
def _draw(board: Board, settings: Settings) -> None:
    beat = pulse(span(board.phase, 0.0, 0.22)) + 0.6 * pulse(span(board.phase, 0.24, 0.5))
    with board.moved((0, 0.02), scale=0.68 * (1 + 0.16 * beat)):
        board.fill(outline.heart(), settings["colour"], edge="#ffffff", width=0.12)
        with board.moved((-0.5, -0.42), turn=-35):
            board.fill(outline.circle((0, 0), 0.22, 0.12), tinted(settings["colour"], 0.6))


EFFECT = Effect(
    id="sticker_heart",
    name="Heart",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#ff2d55"),
        speed_param(),
    ),
)
