"""Badge: a round seal whose rim turns around a word."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param, words_param
from studio.painting.vector import Board, outline, ring_of, sticker

__all__ = ["EFFECT"]


@sticker(6.0)
def _draw(board: Board, settings: Settings) -> None:
    with board.moved(turn=360 / 16 * (16 * board.phase % 16)):
        board.fill(
            outline.polygon(ring_of(16, 0.84, other=0.72), round_by=0.03),
            settings["colour"],
            edge="#ffffff",
            width=0.05,
        )
    board.line(outline.circle((0, 0), 0.6), "#ffffff", 0.03)
    with board.moved(turn=-10, scale=1 + 0.04 * board.swing(4.0)):
        board.words(settings["words"], "#ffffff", room=(1.0, 0.46), weight=900)


EFFECT = Effect(
    id="sticker_badge",
    name="Badge",
    kind="sticker",
    group="labels",
    apply=_draw,
    params=(
        colour_param("#ff3b5c"),
        words_param("NEW"),
        speed_param(),
    ),
)
