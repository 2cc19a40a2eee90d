"""Place pin: it hops, and a ring spreads where it lands."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, span, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.4)
def _draw(board: Board, settings: Settings) -> None:
    hop = abs(board.swing(0.5))
    land = span(board.phase, 0.0, 0.5)
    with board.moved((0, 0.78), scale=(1.0, 0.36), strength=0.8 * (1 - land)):
        board.line(outline.circle((0, 0), 0.12 + 0.55 * land), settings["colour"], 0.09)
    with board.moved((0, 0.78), scale=(1.0, 0.36), strength=0.35):
        board.fill(outline.circle((0, 0), 0.24 - 0.1 * hop), "#14161c")
    squash = max(0.0, 0.18 - hop) * 0.8
    with board.moved((0, 0.78 - 0.3 * hop), scale=(1 + squash, 1 - squash)):
        with board.moved((0, -0.72), turn=180, scale=0.42):
            board.fill(outline.drop((0, 0), 1.05), settings["colour"], edge="#ffffff", width=0.16)
        board.fill(outline.circle((0, -0.8), 0.17), "#ffffff")


EFFECT = Effect(
    id="sticker_pin",
    name="Place pin",
    kind="sticker",
    group="pointers",
    apply=_draw,
    params=(
        colour_param("#ff3b5c"),
        speed_param(),
    ),
)
