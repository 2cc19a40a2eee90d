"""Recording: a red dot that goes on and off beside a word."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, smooth, span, speed_param, words_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.4)
def _draw(board: Board, settings: Settings) -> None:
    board.fill(outline.box((0, 0), 1.7, 0.56, 0.28), "#14161c", edge="#ffffff", width=0.035)
    light = smooth(span(abs(2 * board.phase - 1), 0.25, 0.6))
    with board.moved((-0.54, 0), strength=0.18 + 0.82 * light):
        board.fill(outline.circle((0, 0), 0.15), settings["colour"])
    with board.moved((0.2, 0)):
        board.words(settings["words"], "#ffffff", room=(0.9, 0.28), weight=800)


EFFECT = Effect(
    id="sticker_recording",
    name="Recording",
    kind="sticker",
    group="labels",
    apply=_draw,
    params=(
        colour_param("#ff3b30"),
        words_param("REC"),
        speed_param(),
    ),
)
