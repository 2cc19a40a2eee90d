"""Speech bubble: it bobs with what is said in it."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param, words_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(2.0)
def _draw(board: Board, settings: Settings) -> None:
    with board.moved((0, 0.02 * board.swing(1.0)), turn=1.6 * board.swing(1.0), scale=1 + 0.015 * board.swing(2.0)):
        tail = outline.polygon([(-0.42, 0.3), (-0.5, 0.74), (-0.06, 0.36)], round_by=0.03)
        shape = outline.box((0, -0.1), 1.72, 0.98, 0.36).united(tail)
        board.fill(shape, settings["colour"], edge="#14161c", width=0.045)
        with board.moved((0, -0.1)):
            board.words(settings["words"], "#14161c", room=(1.4, 0.5))


EFFECT = Effect(
    id="sticker_speech",
    name="Speech bubble",
    kind="sticker",
    group="labels",
    apply=_draw,
    params=(
        colour_param("#ffffff"),
        words_param("Hello"),
        speed_param(),
    ),
)
