"""Progress bar: it fills while the clip lasts."""

from __future__ import annotations

from studio.effect import Effect, Param, Settings
from studio.painting import colour_param, smooth, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(1.2)
def _draw(board: Board, settings: Settings) -> None:
    gone = smooth(min(1.0, board.progress / 0.9)) * settings["end"] / 100
    board.fill(outline.box((0, 0.08), 1.76, 0.32, 0.16), "#14161c", edge="#ffffff", width=0.04)
    if gone > 0:
        bar = outline.box((-0.82 + 0.82 * gone, 0.08), 1.64 * gone, 0.2, min(0.1, 0.82 * gone))
        board.fill(bar, settings["colour"])
        for number in range(7):
            x = -1.0 + 0.3 * (number + board.phase)
            stripe = outline.polygon([(x, 0.2), (x + 0.12, -0.04), (x + 0.22, -0.04), (x + 0.1, 0.2)]).intersected(bar)
            board.fill(stripe, tinted(settings["colour"], 0.4))
    with board.moved((0, -0.34)):
        board.words(f"{round(100 * gone)} %", "#ffffff", room=(1.2, 0.3), edge="#14161c", width=0.035)


EFFECT = Effect(
    id="sticker_progress_bar",
    name="Progress bar",
    kind="sticker",
    group="counting",
    apply=_draw,
    params=(
        colour_param("#c6ee62"),
        Param(key="end", name="To", default=100.0, low=0.0, high=100.0, unit="%"),
        speed_param(),
    ),
)
