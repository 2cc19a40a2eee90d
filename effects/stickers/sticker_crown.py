"""Crown: it hops onto what lies beneath, its jewels shine."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param
from studio.painting.vector import Board, outline, sticker, tinted

__all__ = ["EFFECT"]


@sticker(1.8)
def _draw(board: Board, settings: Settings) -> None:
    hop = abs(board.swing(1.0))
    with board.moved(
        (0, 0.08 - 0.12 * hop), turn=6 * board.swing(1.0), scale=(1 + 0.05 * (1 - hop), 1 - 0.05 * (1 - hop))
    ):
        shape = outline.polygon(
            [(-0.66, 0.46), (-0.76, -0.3), (-0.36, 0.04), (0, -0.52), (0.36, 0.04), (0.76, -0.3), (0.66, 0.46)],
            round_by=0.05,
        )
        board.fill(shape, settings["colour"], edge="#ffffff", width=0.075)
        board.fill(outline.box((0, 0.4), 1.34, 0.15, 0.05), tinted(settings["colour"], -0.22))
        for number, (x, y) in enumerate(((-0.76, -0.36), (0, -0.6), (0.76, -0.36))):
            board.fill(
                outline.circle((x, y), 0.1), ("#ff3b5c", "#41c7d9", "#2fbf71")[number], edge="#ffffff", width=0.04
            )


EFFECT = Effect(
    id="sticker_crown",
    name="Crown",
    kind="sticker",
    group="feelings",
    apply=_draw,
    params=(
        colour_param("#ffc53d"),
        speed_param(),
    ),
)
