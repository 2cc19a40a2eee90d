"""Countdown: whole seconds fall away to one, each with a ring that closes."""

from __future__ import annotations

from math import ceil, floor

from studio.effect import Effect, Param, Settings
from studio.painting import colour_param, quick_out
from studio.painting.vector import Board, outline, ring_of, sticker

__all__ = ["EFFECT"]


@sticker(1.0)
def _draw(board: Board, settings: Settings) -> None:
    left = max(0.0, settings["start"] - board.time)
    number, gone = ceil(left - 1e-6), 1 - (left - floor(left)) if left % 1 else 0.0
    if number < 1:
        return
    board.fill(outline.circle((0, 0), 0.76), "#14161cd0")
    board.line(outline.circle((0, 0), 0.76), "#ffffff50", 0.1)
    ring = outline.polygon(ring_of(72, 0.76))
    if gone < 0.99:
        board.line(outline.part(ring, gone, 1.0), settings["colour"], 0.12)
    with board.moved(scale=1.25 - 0.25 * quick_out(min(1.0, gone * 4)), strength=min(1.0, 8 * gone + 0.3)):
        board.words(str(number), "#ffffff", room=(0.8, 0.66), weight=900)


EFFECT = Effect(
    id="sticker_countdown",
    name="Countdown",
    kind="sticker",
    group="counting",
    apply=_draw,
    params=(
        colour_param("#ff3b5c"),
        Param(key="start", name="From", default=3.0, low=1.0, high=60.0, unit=""),
    ),
)
