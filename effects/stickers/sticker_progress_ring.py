"""Progress ring: it closes while the clip lasts, with the share in it."""

from __future__ import annotations

from studio.effect import Effect, Param, Settings
from studio.painting import colour_param, smooth
from studio.painting.vector import Board, outline, ring_of, sticker

__all__ = ["EFFECT"]


@sticker(1.2)
def _draw(board: Board, settings: Settings) -> None:
    gone = smooth(min(1.0, board.progress / 0.9)) * settings["end"] / 100
    board.line(outline.circle((0, 0), 0.7), "#14161c", 0.26)
    if gone > 0.004:
        board.line(outline.part(outline.polygon(ring_of(96, 0.7)), 0, gone), settings["colour"], 0.17)
    board.words(f"{round(100 * gone)}%", "#ffffff", room=(0.86, 0.34), edge="#14161c", width=0.04, weight=900)


EFFECT = Effect(
    id="sticker_progress_ring",
    name="Progress ring",
    kind="sticker",
    group="counting",
    apply=_draw,
    params=(
        colour_param("#41c7d9"),
        Param(key="end", name="To", default=100.0, low=0.0, high=100.0, unit="%"),
    ),
)
