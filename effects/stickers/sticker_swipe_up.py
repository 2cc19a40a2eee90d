"""Swipe up: chevrons climb above a word."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param, words_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.6)
def _draw(board: Board, settings: Settings) -> None:
    for number in range(3):
        gone = (board.phase + number / 3) % 1.0
        y = 0.22 - 0.95 * gone
        path = outline.polygon(
            [(-0.3, y + 0.17), (0, y - 0.12), (0.3, y + 0.17), (0.3, y + 0.19), (0, y - 0.1), (-0.3, y + 0.19)]
        )
        with board.moved(strength=min(1.0, 3 * gone, 2.5 * (1 - gone))):
            board.line(path, settings["colour"], 0.1, edge="#14161c", rim=0.03)
    with board.moved((0, 0.62)):
        board.words(settings["words"], settings["colour"], room=(1.6, 0.3), edge="#14161c", width=0.03)


EFFECT = Effect(
    id="sticker_swipe_up",
    name="Swipe up",
    kind="sticker",
    group="pointers",
    apply=_draw,
    params=(
        colour_param("#ffffff"),
        words_param("Swipe up"),
        speed_param(),
    ),
)
