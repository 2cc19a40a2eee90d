"""Laugh: it shakes with laughter, tears fly."""

from __future__ import annotations

from studio.effect import Effect, Settings
from studio.painting import colour_param, speed_param
from studio.painting.vector import Board, outline, sticker

__all__ = ["EFFECT"]


@sticker(1.2)
def _draw(board: Board, settings: Settings) -> None:
    shake = board.swing(3.0)
    for side in (-1, 1):
        for shift in (0.0, 0.5):
            gone = (board.phase + shift) % 1.0
            with board.moved(
                (side * (0.52 + 0.3 * gone), -0.02 + 0.4 * gone * gone - 0.14 * gone),
                strength=min(1.0, 3 * (1 - gone)),
                turn=side * -35,
            ):
                board.fill(outline.drop((0, 0), 0.11), "#53b8ff", edge="#ffffff", width=0.02)
    with board.moved((0, -0.03 * shake), turn=-8 + 3 * shake, scale=0.88):
        board.fill(outline.circle((0, 0), 0.78), settings["colour"], edge="#ffffff", width=0.08)
        for x in (-0.3, 0.3):
            board.line(outline.curve([(x - 0.16, -0.1), (x, -0.25), (x + 0.16, -0.1)]), "#3b2410", 0.08)
        mouth = outline.curve(
            [(-0.44, 0.1), (0, 0.14), (0.44, 0.1), (0.3, 0.48), (0, 0.6 + 0.03 * shake), (-0.3, 0.48), (-0.44, 0.1)]
        )
        board.fill(mouth, "#6b1a1a")
        board.fill(outline.circle((0, 0.5), 0.22, 0.12).intersected(mouth), "#ff5a6e")


EFFECT = Effect(
    id="sticker_laugh",
    name="Laugh",
    kind="sticker",
    group="faces",
    apply=_draw,
    params=(
        colour_param("#ffd23f"),
        speed_param(),
    ),
)
